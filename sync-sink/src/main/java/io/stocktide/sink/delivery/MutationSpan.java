package io.stocktide.sink.delivery;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.service.trace.SpanNames;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.async.Failures;
import io.stocktide.sink.shopify.CallResult;
import io.stocktide.sink.shopify.CallWatch;
import io.stocktide.sink.shopify.ShopifyError;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One batch at Shopify, from when it is taken up until its end is written down; each further attempt is an event. */
final class MutationSpan implements CallWatch {
    private static final MutationSpan NONE = new MutationSpan(null);

    private final Span span;

    /** @param span null where the trace is not kept */
    private MutationSpan(Span span) {
        this.span = span;
    }

    static MutationSpan begin(Tracing tracing, Batch batch, ConsumerRecord<?, ?> record) {
        Optional<TraceParent> parent =
                tracing.keeps(record.headers()) ? Tracing.positionOf(record.headers()) : Optional.empty();
        return parent.map(position -> begin(tracing, batch, record, position)).orElse(NONE);
    }

    private static MutationSpan begin(Tracing tracing, Batch batch, ConsumerRecord<?, ?> record, TraceParent parent) {
        String operation = Mutations.documentOf(batch).name();
        return new MutationSpan(tracing.span("mutation " + operation, SpanKind.CLIENT, parent)
                .setAttribute(SpanNames.SYSTEM, "kafka")
                .setAttribute(SpanNames.OPERATION, "process")
                .setAttribute(SpanNames.OPERATION_TYPE, "process")
                .setAttribute(SpanNames.DESTINATION, record.topic())
                .setAttribute(SpanNames.PARTITION, Integer.toString(record.partition()))
                .setAttribute(SpanNames.OFFSET, record.offset())
                .setAttribute(SpanNames.MESSAGE_ID, batch.batchId())
                .setAttribute(SpanNames.GRAPHQL_OPERATION, operation)
                .setAttribute(SpanNames.SHOP, batch.shop())
                .setAttribute(SpanNames.KIND, label(batch.kind()))
                .setAttribute(SpanNames.ROWS, (long) batch.changes().size())
                .startSpan());
    }

    /** Its place in the trace, which the mutation and the delivery carry; empty where the trace is not kept. */
    Optional<TraceParent> position() {
        return Optional.ofNullable(span).map(kept -> Tracing.positionOf(kept.getSpanContext()));
    }

    @Override
    public void retried(ShopifyError reason) {
        event("retry", reason);
    }

    @Override
    public void throttled() {
        event("throttled", ShopifyError.THROTTLED);
    }

    void concluded(Delivery delivery) {
        if (span != null) {
            span.setAttribute(SpanNames.OUTCOME, label(delivery.outcome()))
                    .setAttribute(SpanNames.ATTEMPTS, (long) delivery.attempts());
            if (delivery.outcome() == Delivery.Outcome.ABANDONED) {
                span.setStatus(StatusCode.ERROR);
            }
        }
    }

    void putOff(CallResult.PutOff putOff) {
        if (span != null) {
            span.setAttribute(SpanNames.OUTCOME, "put_off")
                    .setAttribute(SpanNames.ATTEMPTS, (long) putOff.attempts())
                    .setAttribute(SpanNames.ERROR_TYPE, label(putOff.error()));
        }
    }

    /** @param failure why it could not be written down, and will be done again; null where it was */
    void end(Throwable failure) {
        if (span != null) {
            if (failure != null) {
                span.setAttribute(
                                SpanNames.ERROR_TYPE,
                                Failures.causeOf(failure).getClass().getName())
                        .setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private void event(String name, ShopifyError reason) {
        if (span != null) {
            span.addEvent(name, Attributes.of(SpanNames.ERROR_TYPE, label(reason)));
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
