package io.stocktide.topology.facts;

import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;

/**
 * Something that happened, as the topology takes it in.
 *
 * @param recordMillis the record's time, in milliseconds since the epoch; the domain knows no other now
 * @param origin where the record lies; the same record always gives the same decisions
 */
public record Fact(String shop, Cause cause, long recordMillis, DeadLetter.Origin origin) {
    public Fact withOrder(long orderId) {
        Cause named = new Cause(cause.kind(), cause.id(), cause.topic(), cause.eventId(), orderId);
        return new Fact(shop, named, recordMillis, origin);
    }
}
