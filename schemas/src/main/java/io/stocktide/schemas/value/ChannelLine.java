package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * One line of a channel event. Either {@code sku} or {@code inventoryItemId} names the item.
 *
 * @param locationId null only in a reservation that leaves the choice to us
 * @param toLocationId where a transfer goes; null otherwise
 * @param quantity in units; its meaning is the event type's
 */
public record ChannelLine(
        String sku,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long toLocationId,
        int quantity) {
    public ChannelLine(String sku, Long inventoryItemId, long locationId, Long toLocationId, int quantity) {
        this(sku, inventoryItemId, Long.valueOf(locationId), toLocationId, quantity);
    }
}
