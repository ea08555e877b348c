package io.stocktide.schemas.rest;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.List;

/** Body of {@code POST /v1/shops/{shop}/stock:batchGet}: 1 to 500 names of either kind together. */
public record StockBatchRequest(
        List<String> skus,

        @JsonSerialize(contentUsing = ToStringSerializer.class)
        List<Long> inventoryItemIds) {
    public StockBatchRequest {
        skus = skus == null ? List.of() : List.copyOf(skus);
        inventoryItemIds = inventoryItemIds == null ? List.of() : List.copyOf(inventoryItemIds);
    }
}
