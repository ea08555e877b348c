package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.service.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where a record's trace begins, or goes on where the caller has one. */
final class Traces {
    private Traces() {}

    /** Puts the trace into the record's header, and its id into the arrival. */
    static void carry(Context ctx, ProducerRecord<?, ?> record, Arrival arrival) {
        TraceParent trace = TraceParent.parse(ctx.header(RecordHeaders.TRACEPARENT))
                .map(TraceParent::child)
                .orElseGet(TraceParent::random);
        record.headers().add(RecordHeaders.TRACEPARENT, trace.header().getBytes(StandardCharsets.US_ASCII));
        arrival.traced(trace.traceId());
    }
}
