package io.stocktide.ingest;

import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is known of a request so far, for its log line and its count. Filled in as the checks pass, so that nothing
 * unchecked is ever logged. Belongs to one request and to one thread at a time.
 */
final class Arrival {
    private String shop;
    private String id;
    private String eventId;
    private String traceId;
    private String label = "other";

    void names(String shop, String id, String eventId) {
        this.shop = shop;
        this.id = id;
        this.eventId = eventId;
    }

    void traced(String traceId) {
        this.traceId = traceId;
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
