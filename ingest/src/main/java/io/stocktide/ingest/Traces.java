package io.stocktide.ingest;

import io.javalin.http.Context;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.service.trace.SpanNames;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.service.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where a record's trace begins, or goes on where the caller has one. */
final class Traces {
    private final Tracing tracing;

    Traces(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * Puts the trace into the record's header, and its id into the arrival; its span, if the trace is kept, is from the
     * request's arrival to its end. Only for a request that may be: nobody else can have a trace kept.
     */
    void carry(Context ctx, ProducerRecord<?, ?> record, Arrival arrival) {
        Optional<TraceParent> caller = TraceParent.parse(ctx.header(RecordHeaders.TRACEPARENT));
        TraceParent trace = span(caller, record.topic(), arrival)
                .map(span -> {
                    arrival.traced(span);
                    return Tracing.positionOf(span.getSpanContext());
                })
                .orElseGet(() -> caller.map(TraceParent::child).orElseGet(TraceParent::random));
        record.headers().add(RecordHeaders.TRACEPARENT, trace.header().getBytes(StandardCharsets.US_ASCII));
        arrival.traced(trace.traceId());
    }

    private Optional<Span> span(Optional<TraceParent> caller, String topic, Arrival arrival) {
        boolean kept = caller.map(tracing::keeps).orElseGet(tracing::keepsNew);
        if (!kept) {
            return Optional.empty();
        }
        String name = "send " + topic;
        SpanBuilder span = caller.map(parent -> tracing.span(name, SpanKind.PRODUCER, parent))
                .orElseGet(() -> tracing.firstSpan(name, SpanKind.PRODUCER));
        span.setStartTimestamp(arrival.arrivedMillis(), TimeUnit.MILLISECONDS)
                .setAttribute(SpanNames.SYSTEM, "kafka")
                .setAttribute(SpanNames.OPERATION, "send")
                .setAttribute(SpanNames.OPERATION_TYPE, "send")
                .setAttribute(SpanNames.DESTINATION, topic)
                .setAttribute(SpanNames.KIND, arrival.label());
        return Optional.of(arrival.describe(span).startSpan());
    }
}
