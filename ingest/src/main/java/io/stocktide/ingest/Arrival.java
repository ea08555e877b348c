package io.stocktide.ingest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.stocktide.service.trace.SpanNames;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is known of a request so far, for its log line and its count. Filled in as the checks pass, so that nothing
 * unchecked is ever logged. Belongs to one request and to one thread at a time.
 */
final class Arrival {
    private final long arrivedMillis = System.currentTimeMillis();
    private String shop;
    private String id;
    private String eventId;
    private String traceId;
    private String label = "other";
    /** Null where the trace is not kept. */
    private Span span;

    void names(String shop, String id, String eventId) {
        this.shop = shop;
        this.id = id;
        this.eventId = eventId;
    }

    void traced(String traceId) {
        this.traceId = traceId;
    }

    void traced(Span span) {
        this.span = span;
    }

    /** When the request came, in milliseconds since the epoch. */
    long arrivedMillis() {
        return arrivedMillis;
    }

    /**
     * The request has its answer.
     *
     * @param outcome one of a bounded set
     */
    void ended(String outcome, boolean failed) {
        if (span != null) {
            span.setAttribute(SpanNames.OUTCOME, outcome);
            if (failed) {
                span.setAttribute(SpanNames.ERROR_TYPE, outcome).setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    SpanBuilder describe(SpanBuilder span) {
        return span.setAttribute(SpanNames.SHOP, shop).setAttribute(SpanNames.MESSAGE_ID, id);
    }

    /** The value of the metric's label; one of a bounded set. */
    void labelled(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    LoggingEventBuilder describe(LoggingEventBuilder line, String idName) {
        return add(add(add(add(line, "shop", shop), idName, id), "eventId", eventId), "traceId", traceId);
    }

    private static LoggingEventBuilder add(LoggingEventBuilder line, String key, String value) {
        return value == null ? line : line.addKeyValue(key, value);
    }
}
