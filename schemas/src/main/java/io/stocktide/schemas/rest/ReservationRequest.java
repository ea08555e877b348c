package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;

/**
 * Body of {@code POST /v1/shops/{shop}/reservations}.
 *
 * @param ttlSeconds how long the units are held unless confirmed
 */
public record ReservationRequest(String idempotencyKey, String channel, long ttlSeconds, List<Line> lines) {
    /**
     * A line. Either {@code sku} or {@code inventoryItemId} names the item.
     *
     * @param locationId null leaves the choice to us
     */
    public record Line(
            String sku,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
            int quantity) {}

    public ReservationRequest {
        lines = List.copyOf(lines);
    }
}
