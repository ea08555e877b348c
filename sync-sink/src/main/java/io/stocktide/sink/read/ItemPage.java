package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.sink.shopify.Gid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An item with the levels read so far.
 *
 * @param cursor where its levels go on; null where that was all
 */
record ItemPage(JsonNode item, ReadWindow window, List<LevelState> levels, String cursor) {
    /** Empty where the node is null: Shopify knows no such item or variant. */
    static Optional<ItemPage> in(JsonNode node, ReadWindow window) {
        JsonNode item = node.has("inventoryItem") ? node.path("inventoryItem") : node;
        if (!item.hasNonNull("id")) {
            return Optional.empty();
        }
        JsonNode connection = item.path("inventoryLevels");
        boolean tracked = item.path("tracked").asBoolean();
        List<LevelState> levels = new ArrayList<>();
        for (JsonNode level : connection.path("nodes")) {
            if (level.path("isActive").asBoolean(true)) {
                levels.add(level(level, tracked));
            }
        }
        JsonNode page = connection.path("pageInfo");
        String cursor =
                page.path("hasNextPage").asBoolean() ? page.path("endCursor").textValue() : null;
        return Optional.of(new ItemPage(item, window, levels, cursor));
    }

    String gid() {
        return item.path("id").asText();
    }

    ItemPage followedBy(ItemPage next) {
        List<LevelState> all = new ArrayList<>(levels);
        all.addAll(next.levels);
        return new ItemPage(item, window.through(next.window), all, next.cursor);
    }

    NodeState asNode(boolean complete) {
        ItemState state = new ItemState(
                Gid.number(gid()),
                item.path("sku").textValue(),
                item.path("tracked").asBoolean(),
                window.from(),
                window.until(),
                complete,
                levels);
        return new NodeState(Optional.of(state), window.from(), window.until());
    }

    static LevelState level(JsonNode level, boolean tracked) {
        long locationId = Gid.number(level.path("location").path("id").asText());
        return new LevelState(
                locationId,
                tracked ? available(level) : null,
                time(level.path("updatedAt").asText("")));
    }

    private static Integer available(JsonNode level) {
        for (JsonNode quantity : level.path("quantities")) {
            if (quantity.path("name").asText().equals("available")
                    && quantity.path("quantity").isInt()) {
                return quantity.path("quantity").intValue();
            }
        }
        return null;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
