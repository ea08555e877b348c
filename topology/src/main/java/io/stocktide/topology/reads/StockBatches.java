package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.StockBatch;
import io.stocktide.schemas.rest.StockBatchRequest;
import io.stocktide.schemas.rest.StockPage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads many items by their names. */
final class StockBatches {
    /** A merchant uses a SKU once, by mistake a few times; whoever uses it more pages through the list. */
    static final int MAX_ITEMS_OF_SKU = 10;

    private final StockReads reads;
    private final List<ItemStock> items = new ArrayList<>();
    private final List<String> unknownSkus = new ArrayList<>();
    private final List<String> truncatedSkus = new ArrayList<>();
    private final List<String> unknownItemIds = new ArrayList<>();

    StockBatches(StockReads reads) {
        this.reads = reads;
    }

    StockBatch of(StockBatchRequest request) {
        request.skus().forEach(this::add);
        request.inventoryItemIds().forEach(this::add);
        return new StockBatch(items, unknownSkus, truncatedSkus, unknownItemIds);
    }

    private void add(String sku) {
        StockPage page = reads.page(new StockFilter(sku, null), OptionalLong.empty(), MAX_ITEMS_OF_SKU);
        items.addAll(page.items());
        if (page.items().isEmpty()) {
            unknownSkus.add(sku);
        } else if (page.nextCursor() != null) {
            truncatedSkus.add(sku);
        }
    }

    private void add(long itemId) {
        reads.item(itemId).ifPresentOrElse(items::add, () -> unknownItemIds.add(Long.toString(itemId)));
    }
}
