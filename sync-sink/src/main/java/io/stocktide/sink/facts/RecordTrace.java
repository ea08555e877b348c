package io.stocktide.sink.facts;

import io.stocktide.service.trace.TraceParent;
import io.stocktide.service.trace.Tracing;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The trace that a record belongs to. */
public final class RecordTrace {
    private RecordTrace() {}

    /** The next position in the record's trace; a new trace where the record names none. */
    public static TraceParent childOf(ConsumerRecord<?, ?> record) {
        return Tracing.positionOf(record.headers()).map(TraceParent::child).orElseGet(TraceParent::random);
    }
}
