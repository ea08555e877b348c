package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.Batch;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.facts.RecordTrace;
import io.stocktide.sink.lane.LaneWork;
import java.time.Instant;
import java.util.Optional;

/**
 * A batch on its way.
 *
 * @param trace the mutation's place in the trace, and the delivery's
 * @param span the mutation's, if its trace is kept
 * @param takenAt when we took it up
 * @param before empty where Shopify surely has not had it before that
 */
record Parcel(
        Batch batch, LaneWork work, TraceParent trace, MutationSpan span, Instant takenAt, Optional<Tried> before) {
    static Parcel of(Batch batch, LaneWork work, MutationSpan span, Instant now) {
        TraceParent trace = span.position().orElseGet(() -> RecordTrace.childOf(work.first()));
        return new Parcel(batch, work, trace, span, now, Tried.before(batch, work));
    }

    /** Whether Shopify may have had this batch before the call that it answered. */
    boolean isRepeated(int attempts) {
        return attempts > 1 || before.isPresent();
    }

    /** Since when Shopify may have had it, if it had it from now on at the latest. */
    Instant triedSince() {
        return before.map(Tried::since).orElse(takenAt);
    }

    boolean isRedriven() {
        return Tried.isRedriven(work);
    }
}
