package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * One row of a batch, coalesced from channel events on one item at one location.
 *
 * @param lowering the sum of the deltas below zero, at most 0
 * @param raising the sum of the deltas above zero, at least 0; an adjustment sends {@code lowering + raising}
 * @param quantity what a set sets; null in an adjustment
 * @param changeFromQuantity what Shopify must hold for a set to apply; null in an adjustment
 * @param cause the channel event that came last into this row
 */
public record BatchChange(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId,
        int lowering,
        int raising,
        Integer quantity,
        Integer changeFromQuantity,
        String cause) {
    public int delta() {
        return lowering + raising;
    }
}
