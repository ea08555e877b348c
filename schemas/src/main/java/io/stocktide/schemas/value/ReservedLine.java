package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Units that a reservation holds at one location.
 *
 * @param sku as the request named it; null where it named the item
 */
public record ReservedLine(
        String sku,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId,
        int quantity) {}
