package io.stocktide.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.simulator.admin.AppliedKeys;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Mismatch;
import io.stocktide.simulator.book.ShopBook;
import java.util.List;
import java.util.Map;

/** The books as JSON; ids are strings, for they pass 2^53. Each shop is read as of one moment. */
final class Truth {
    private Truth() {}

    static ObjectNode levels(ObjectMapper mapper, List<ShopBook> books) {
        ObjectNode root = mapper.createObjectNode();
        ObjectNode shops = root.putObject("shops");
        books.forEach(book -> {
            ObjectNode items = shops.putObject(book.domain()).putObject("items");
            book.locked(() -> book.items().values().forEach(item -> write(items, item)));
        });
        return root;
    }

    private static void write(ObjectNode items, Item item) {
        ObjectNode node = items.putObject(Long.toString(item.id()));
        node.put("sku", item.sku()).put("tracked", item.tracked());
        ObjectNode levels = node.putObject("levels");
        item.levels().forEach(level -> {
            String location = Long.toString(level.location().id());
            if (item.tracked()) {
                levels.put(location, level.available());
            } else {
                levels.putNull(location);
            }
        });
    }

    static ObjectNode expectations(ObjectMapper mapper, List<ShopBook> books, Map<String, AppliedKeys> keys) {
        ObjectNode root = mapper.createObjectNode();
        var mismatches = root.putArray("mismatches");
        int checked = 0;
        for (ShopBook book : books) {
            checked += book.levelsChecked();
            book.mismatches().forEach(mismatch -> write(mismatches.addObject(), mismatch));
        }
        var again = root.putArray("keysAppliedAgain");
        keys.forEach((shop, ofShop) -> ofShop.appliedAgain()
                .forEach((key, times) ->
                        again.addObject().put("shop", shop).put("key", key).put("times", times)));
        root.put(
                "keysApplied",
                keys.values().stream().mapToInt(AppliedKeys::applied).sum());
        return root.put("checked", checked);
    }

    private static void write(ObjectNode node, Mismatch mismatch) {
        node.put("shop", mismatch.shop())
                .put("inventoryItemId", Long.toString(mismatch.inventoryItemId()))
                .put("locationId", Long.toString(mismatch.locationId()))
                .put("expected", mismatch.expected())
                .put("actual", mismatch.actual());
    }
}
