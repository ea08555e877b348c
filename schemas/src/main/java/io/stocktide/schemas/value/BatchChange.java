package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;

/**
 * One row of a batch, coalesced from channel events on one item at one location.
 *
 * @param delta what an adjustment sends; 0 in a set
 * @param quantity what a set sets; null in an adjustment
 * @param changeFromQuantity what Shopify must hold for a set to apply; null in an adjustment
 * @param throughOffset the last record of {@code channel-events} that is in the row: none before it at this level waits
 *     any more
 * @param lateIds what is in the row beside: lines that had waited for their SKU, by id, and rows that came back, by minus the
 *     sequence of their batch; null where there is none
 * @param exceptIds lines up to there that are not in the row, since they waited for their SKU; null where there are
 *     none
 * @param heldBefore what Shopify was believed to hold when the row was formed: once its key is forgotten, that helps to
 *     tell whether a delta was applied; null where it was not known
 * @param cause the channel event that came last into this row
 */
public record BatchChange(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId,
        int delta,
        Integer quantity,
        Integer changeFromQuantity,
        long throughOffset,
        List<Long> lateIds,
        List<Long> exceptIds,
        Integer heldBefore,
        String cause) {
    public BatchChange {
        lateIds = lateIds == null ? null : List.copyOf(lateIds);
        exceptIds = exceptIds == null ? null : List.copyOf(exceptIds);
    }

    /** A row of events alone, as nearly every one is. */
    public BatchChange(
            long inventoryItemId,
            long locationId,
            int delta,
            Integer quantity,
            Integer changeFromQuantity,
            long throughOffset,
            String cause) {
        this(inventoryItemId, locationId, delta, quantity, changeFromQuantity, throughOffset, null, null, null, cause);
    }

    /** The row, formed while Shopify was believed to hold a figure; null where that was not known. */
    public BatchChange heldBefore(Integer figure) {
        return new BatchChange(
                inventoryItemId,
                locationId,
                delta,
                quantity,
                changeFromQuantity,
                throughOffset,
                lateIds,
                exceptIds,
                figure,
                cause);
    }
}
