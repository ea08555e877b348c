package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Why something moved.
 *
 * @param id the webhook id, the channel event's idempotency key, the batch id, or the item or variant that was read
 * @param topic the webhook's topic; null for other kinds
 * @param orderId null where no order is behind it
 */
public record Cause(
        Kind kind,
        String id,
        String topic,
        String eventId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long orderId) {
    /** Where the fact came from. */
    public enum Kind {
        WEBHOOK,
        CHANNEL_EVENT,
        DELIVERY,
        SNAPSHOT,
        /** What was decided of a reservation; its id names it. */
        RESERVATION
    }
}
