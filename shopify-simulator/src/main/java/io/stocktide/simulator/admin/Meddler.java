package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Another hand in the shop: changes a level between an app's look at it and the app's write. */
final class Meddler {
    private final ShopAdmin shop;

    Meddler(ShopAdmin shop) {
        this.shop = shop;
    }

    /** Moves the first tracked level of a quantity mutation by one unit; nothing where the variables name none. */
    void meddle(Map<String, Object> variables) {
        if (!(variables.get("input") instanceof Map<?, ?> input)) {
            return;
        }
        shop.book()
                .locked(() -> Stream.of("quantities", "changes")
                        .map(input::get)
                        .filter(List.class::isInstance)
                        .flatMap(rows -> ((List<?>) rows).stream())
                        .map(this::level)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(this::nudge));
    }

    private Level level(Object row) {
        if (row instanceof Map<?, ?> fields
                && fields.get("inventoryItemId") instanceof String itemGid
                && fields.get("locationId") instanceof String locationGid) {
            Item item = shop.book().items().get(Gid.parse(itemGid).expect("InventoryItem"));
            return item == null || !item.tracked()
                    ? null
                    : item.levelAt(Gid.parse(locationGid).expect("Location"));
        }
        return null;
    }

    /** Up and down by turns, so that a long run does not drift. */
    private void nudge(Level level) {
        int delta = (level.available() & 1) == 0 ? -1 : 1;
        shop.stock().edit(level.item().id(), level.location().id(), level.available() + delta);
    }
}
