package io.stocktide.system;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockLevel;
import java.util.Map;
import java.util.TreeMap;

/** What stands on the topic {@code stock}. */
final class StockFigures {
    private StockFigures() {}

    /**
     * Each level by its key, without the time at which Shopify was last heard of it: a look-up that was still due is
     * answered behind the work that a test waits for, and says the same once more.
     */
    static Map<String, StockLevel> of(Stack stack) {
        Map<String, StockLevel> levels = new TreeMap<>();
        for (StockLevel level : TopicReader.read(stack.bootstrapServers(), Topics.STOCK)) {
            if (level != null) {
                levels.put(Keys.level(level.shop(), level.inventoryItemId(), level.locationId()), timeless(level));
            }
        }
        return levels;
    }

    private static StockLevel timeless(StockLevel level) {
        return new StockLevel(
                level.shop(),
                level.inventoryItemId(),
                level.locationId(),
                level.sku(),
                level.available(),
                level.shopifyAvailable(),
                level.unsettled(),
                level.reserved(),
                level.pendingPush(),
                null,
                level.status());
    }
}
