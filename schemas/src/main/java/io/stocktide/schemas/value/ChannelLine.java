package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * One line of a channel event. Either {@code sku} or {@code inventoryItemId} names the item.
 *
 * @param locationId null in a reservation that leaves the choice to us, and in a threshold of the whole item
 * @param toLocationId where a transfer goes; null otherwise
 * @param quantity in units; its meaning is the event type's. Null only where a threshold is taken away
 */
public record ChannelLine(
        String sku,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long toLocationId,
        Integer quantity) {
    public ChannelLine(String sku, Long inventoryItemId, Long locationId, Long toLocationId, int quantity) {
        this(sku, inventoryItemId, locationId, toLocationId, Integer.valueOf(quantity));
    }

    public ChannelLine(String sku, Long inventoryItemId, long locationId, Long toLocationId, int quantity) {
        this(sku, inventoryItemId, Long.valueOf(locationId), toLocationId, quantity);
    }
}
