package io.stocktide.topology.facts;

import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;

/**
 * Something that happened, as the topology takes it in.
 *
 * @param recordMillis the record's time, in milliseconds since the epoch; the domain knows no other now
 * @param origin where the record lies; the same record always gives the same decisions
 * @param rebuilding whether a replay is rebuilding the state: what follows from the fact is read back, not decided
 */
public record Fact(String shop, Cause cause, long recordMillis, DeadLetter.Origin origin, boolean rebuilding) {
    /** A fact of now. */
    public Fact(String shop, Cause cause, long recordMillis, DeadLetter.Origin origin) {
        this(shop, cause, recordMillis, origin, false);
    }

    /** Where the record lies on {@code channel-events}; -1 where it lies elsewhere. */
    public long channelOffset() {
        return cause.kind() == Cause.Kind.CHANNEL_EVENT ? origin.offset() : -1;
    }

    public Fact withOrder(long orderId) {
        Cause named = new Cause(cause.kind(), cause.id(), cause.topic(), cause.eventId(), orderId);
        return new Fact(shop, named, recordMillis, origin, rebuilding);
    }
}
