package io.stocktide.schemas.rest;

import java.util.List;

/**
 * The items that a {@link StockBatchRequest} names.
 *
 * @param items in the order asked, those by SKU first; a SKU that several items bear gives all of them by their ids
 * @param unknownSkus those that no item bears
 * @param truncatedSkus those that more items bear than one call gives; the list by SKU pages through them
 */
public record StockBatch(
        List<ItemStock> items,
        List<String> unknownSkus,
        List<String> truncatedSkus,
        List<String> unknownInventoryItemIds) {
    public StockBatch {
        items = List.copyOf(items);
        unknownSkus = List.copyOf(unknownSkus);
        truncatedSkus = List.copyOf(truncatedSkus);
        unknownInventoryItemIds = List.copyOf(unknownInventoryItemIds);
    }
}
