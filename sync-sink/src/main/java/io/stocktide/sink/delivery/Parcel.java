package io.stocktide.sink.delivery;

import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.value.Batch;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.facts.RecordTrace;
import io.stocktide.sink.lane.LaneWork;

/**
 * A batch on its way.
 *
 * @param trace the mutation's place in the trace, and the delivery's
 */
record Parcel(Batch batch, LaneWork work, TraceParent trace) {
    static Parcel of(Batch batch, LaneWork work) {
        return new Parcel(batch, work, RecordTrace.childOf(work.first()));
    }

    /** Whether Shopify may have had this batch before the call that it answered. */
    boolean isRepeated(int attempts) {
        return attempts > 1 || work.perhapsDoneBefore() || isRedriven();
    }

    /** It was given up before, when Shopify may have had it all the same. */
    private boolean isRedriven() {
        return work.first().headers().lastHeader(RecordHeaders.REDRIVE) != null;
    }
}
