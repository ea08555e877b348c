package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * An item's stock, or a level's, has become low or is no longer. The last alert of each tells how it stands.
 *
 * @param locationId null where the alert is about the item over all locations
 * @param sku null where Shopify has none
 * @param available what may be sold, in units
 * @param threshold at or below it stock is low; null where there is none any more
 * @param cause of the change
 * @param at stream time of the fact that made the change
 */
public record StockAlert(
        String shop,
        Kind kind,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
        String sku,
        long available,
        Long threshold,
        Cause cause,
        Instant at) {
    /** What has become of it. */
    public enum Kind {
        /** It was above the threshold, and is at or below it. */
        LOW_STOCK,
        /** It was at or below the threshold, and is above it, or no threshold is left. */
        RESTOCKED
    }
}
