package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * The level of one item at one location, a function of the facts alone.
 *
 * @param sku null where Shopify has none
 * @param available what may be sold from here, in units; already lowered by all of {@code unsettled}. Null where the
 *     item is not tracked
 * @param shopifyAvailable what Shopify holds, as far as we know; null where the item is not tracked
 * @param unsettled what orders that name no location have taken from the item and no observation has explained yet, at
 *     most 0
 * @param reserved what reservations hold here, in units; {@code available} is lower by it already
 * @param pendingPush what Shopify has still to be told, in units
 * @param observedAt when Shopify's figure was true, by Shopify's clock
 */
public record StockLevel(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId,
        String sku,
        Long available,
        Long shopifyAvailable,
        long unsettled,
        long reserved,
        long pendingPush,
        Instant observedAt,
        Status status) {
    /** How our figure stands to Shopify's. */
    public enum Status {
        IN_SYNC,
        /** Something is on its way to Shopify. */
        SYNCING,
        /** Something could not be delivered and awaits a hand. */
        DRIFT
    }
}
