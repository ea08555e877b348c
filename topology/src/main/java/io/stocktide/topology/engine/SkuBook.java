package io.stocktide.topology.engine;

import io.stocktide.schemas.value.ChannelLine;
import java.util.List;

/** Finds the inventory items that a channel's line means. */
final class SkuBook {
    private final Sitting sitting;

    SkuBook(Sitting sitting) {
        this.sitting = sitting;
    }

    /**
     * The item where there is one; none where the SKU is unknown, several where nothing tells which is meant. Of
     * several with one SKU the line means the one that is stocked at its location.
     */
    List<Long> itemsOf(ChannelLine line) {
        if (line.inventoryItemId() != null) {
            return List.of(line.inventoryItemId());
        }
        List<Long> items = sitting.state().itemsOf(line.sku());
        if (items.size() < 2 || line.locationId() == null) {
            return items;
        }
        List<Long> stockedThere = items.stream()
                .filter(itemId -> sitting.stock().open(itemId).isStockedAt(line.locationId()))
                .toList();
        return stockedThere.isEmpty() ? items : stockedThere;
    }
}
