package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.List;

/**
 * Something that a channel other than Shopify did to stock.
 *
 * @param idempotencyKey names the event within its shop; the same key again is the same event
 * @param channel who reports it, such as {@code pos-berlin}; may be null
 * @param occurredAt when it happened, by the channel's clock
 * @param reservation what is to be done with a reservation; null for every other event
 */
public record ChannelEvent(
        String idempotencyKey,
        Type type,
        String channel,
        Instant occurredAt,
        List<ChannelLine> lines,
        ReservationCommand reservation) {
    /** What a line's quantity means. */
    public enum Type {
        /** {@code quantity} units left the location. */
        SALE,
        /** {@code quantity} units came back and can be sold. */
        RETURN,
        /** {@code quantity} is added, or with a minus sign taken away. */
        ADJUSTMENT,
        /** {@code quantity} is what is available at the location as of {@code occurredAt}. */
        COUNT,
        /** {@code quantity} units went from {@code locationId} to {@code toLocationId}. */
        TRANSFER,
        /**
         * At or below {@code quantity}, stock is low: the item's where no location is named, else the level's. Without a
         * quantity there is no such threshold any more. Moves nothing.
         */
        THRESHOLD,
        /** Units are to be held. */
        RESERVE,
        /** What a reservation holds has been sold. */
        CONFIRM,
        /** What a reservation holds is free again. */
        RELEASE,
        /** What Shopify has refused at the lines' levels is to be sent again. */
        REDRIVE;

        /** Whether a channel may report it as an event; the others are commands of ours. */
        public boolean isReported() {
            return compareTo(THRESHOLD) <= 0;
        }
    }

    public ChannelEvent {
        lines = List.copyOf(lines);
    }

    /** An event that is no command to a reservation. */
    public ChannelEvent(String idempotencyKey, Type type, String channel, Instant occurredAt, List<ChannelLine> lines) {
        this(idempotencyKey, type, channel, occurredAt, lines, null);
    }
}
