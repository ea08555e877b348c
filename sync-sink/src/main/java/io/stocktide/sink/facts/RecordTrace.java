package io.stocktide.sink.facts;

import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.service.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The trace that a record belongs to. */
public final class RecordTrace {
    private RecordTrace() {}

    /** The next position in the record's trace; a new trace where the record names none. */
    public static TraceParent childOf(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(RecordHeaders.TRACEPARENT);
        String value =
                header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
        return TraceParent.parse(value).map(TraceParent::child).orElseGet(TraceParent::random);
    }
}
