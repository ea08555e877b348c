package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * One movement. The deltas of an item's rows sum to its balance, always.
 *
 * @param seq counts the item's rows from 1
 * @param locationId null for a movement that names no location
 * @param quantity what the cause says, in units: an order's line of two is -2
 * @param delta what it did to our figure, in units; 0 where the last observation holds it already
 * @param balanceAfter the item's figure over all locations after this row
 */
public record LedgerRow(
        long seq,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
        Kind kind,
        long quantity,
        long delta,
        long balanceAfter) {
    /** What moved it. */
    public enum Kind {
        /** Committed to an order, or given back as the order shrank. */
        ORDER,
        /** Put back into stock by a refund or cancellation. */
        RESTOCK,
        SALE,
        RETURN,
        ADJUSTMENT,
        COUNT,
        TRANSFER,
        /** Held by a reservation. */
        RESERVED,
        /** A reservation holds it no more: confirmed, released or expired. */
        RELEASED,
        /** A batch of ours came to count as Shopify's. */
        DELIVERY,
        /** Shopify's figure explains a movement that was counted without a location, or in doubt. */
        SETTLED,
        /** Shopify's figure changed for a reason that we have not seen. */
        OBSERVED_NET,
        /** The first figure that was observed, or the first after the level was away. */
        OPENED,
        /** The item is no longer stocked or tracked there. */
        CLOSED
    }
}
