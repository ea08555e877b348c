package io.stocktide.topology.engine;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.stock.ChannelDelta;

/**
 * A line of a channel event. Where no product has named its SKU yet it waits for one, since facts may come in any
 * order.
 *
 * @param id names it within its shop
 * @param origin where its event lies
 * @param dueMillis until when it waits, in record time; 0 where it does not
 */
public record ParkedLine(
        long id,
        String idempotencyKey,
        ChannelEvent.Type type,
        long occurredAtMillis,
        ChannelLine line,
        DeadLetter.Origin origin,
        long dueMillis) {
    /** An event has at most 250 lines, so its place on the partition and the line's number name the line. */
    static ParkedLine of(ChannelEvent event, int index, DeadLetter.Origin origin) {
        return new ParkedLine(
                ChannelDelta.lineId(origin.offset(), index),
                event.idempotencyKey(),
                event.type(),
                event.occurredAt().toEpochMilli(),
                event.lines().get(index),
                origin,
                0);
    }

    ParkedLine until(long newDueMillis) {
        return new ParkedLine(id, idempotencyKey, type, occurredAtMillis, line, origin, newDueMillis);
    }
}
