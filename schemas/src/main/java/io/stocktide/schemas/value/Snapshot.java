package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * An inventory item as Shopify held it at some moment between {@code readFrom} and {@code readUntil}, both by
 * Shopify's clock. It is one fact: levels that it does not list are not stocked, if it is {@code complete}.
 *
 * @param variantId the variant that was asked for; null where the item was
 * @param inventoryItemId null where Shopify knows no such variant
 * @param exists false where Shopify knows no such item or variant (any more)
 * @param complete false where only some of the item's levels were read
 */
public record Snapshot(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long variantId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
        boolean exists,
        String sku,
        boolean tracked,
        Instant readFrom,
        Instant readUntil,
        boolean complete,
        List<SnapshotLevel> levels) {
    public Snapshot {
        levels = levels == null ? List.of() : List.copyOf(levels);
    }
}
