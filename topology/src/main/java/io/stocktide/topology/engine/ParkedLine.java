package io.stocktide.topology.engine;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import java.time.Instant;
import java.util.List;

/**
 * A line whose SKU no product has named yet. It waits for one, since facts may come in any order.
 *
 * @param id names it within its shop
 * @param origin where its event lies
 */
public record ParkedLine(
        long id,
        String idempotencyKey,
        ChannelEvent.Type type,
        long occurredAtMillis,
        ChannelLine line,
        DeadLetter.Origin origin) {
    private static final int MAX_LINES = 250;

    /** An event has at most 250 lines, so its place on the partition and the line's number name the line. */
    static ParkedLine of(ChannelEvent event, int index, DeadLetter.Origin origin) {
        return new ParkedLine(
                origin.offset() * MAX_LINES + index,
                event.idempotencyKey(),
                event.type(),
                event.occurredAt().toEpochMilli(),
                event.lines().get(index),
                origin);
    }

    /** The event that it was a line of, with this line alone. */
    ChannelEvent event() {
        return new ChannelEvent(idempotencyKey, type, null, Instant.ofEpochMilli(occurredAtMillis), List.of(line));
    }
}
