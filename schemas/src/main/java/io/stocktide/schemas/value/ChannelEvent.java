package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.List;

/**
 * Something that a channel other than Shopify did to stock.
 *
 * @param idempotencyKey names the event within its shop; the same key again is the same event
 * @param channel who reports it, such as {@code pos-berlin}; may be null
 * @param occurredAt when it happened, by the channel's clock
 */
public record ChannelEvent(
        String idempotencyKey, Type type, String channel, Instant occurredAt, List<ChannelLine> lines) {
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
        TRANSFER
    }

    public ChannelEvent {
        lines = List.copyOf(lines);
    }
}
