package io.stocktide.topology.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.service.trace.SpanNames;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.service.trace.Tracing;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.streams.RecordTraces.Figure;
import io.stocktide.topology.streams.RecordTraces.Told;
import io.stocktide.topology.webhooks.WebhookFact;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** The span of the record at hand, where its trace is kept. Belongs to one processor; makes no object where it is not. */
final class RecordSpan {
    private final RecordTraces traces;
    private final Tracing tracing;
    /** Null where the record's trace is not kept. */
    private Span span;

    private String shop;
    private boolean fromChannel;
    private boolean causesBatches;
    private boolean hasFormed;

    RecordSpan(RecordTraces traces) {
        this.traces = traces;
        this.tracing = traces.tracing();
    }

    /**
     * The next record.
     *
     * @param told whether all of it was told before, as in a replay
     */
    void begin(Record<String, byte[]> record, DeadLetter.Origin origin, boolean told) {
        span = null;
        if (!told && tracing.keeps(record.headers())) {
            shop = Keys.shopOf(record.key());
            hasFormed = false;
            fromChannel = Topics.CHANNEL_EVENTS.name().equals(origin.topic());
            // What a delivery sets free has causes of its own.
            causesBatches = !Topics.DELIVERIES.name().equals(origin.topic());
            Tracing.positionOf(record.headers()).ifPresent(parent -> span = start(parent, record, origin));
        }
    }

    private Span start(TraceParent parent, Record<String, byte[]> record, DeadLetter.Origin origin) {
        SpanBuilder builder = messaging(
                tracing.span("process " + origin.topic(), SpanKind.CONSUMER, parent), "process", origin.topic());
        return builder.setAttribute(SpanNames.PARTITION, Integer.toString(origin.partition()))
                .setAttribute(SpanNames.OFFSET, origin.offset())
                .setAttribute(SpanNames.SHOP, shop)
                .setAttribute(SpanNames.MESSAGE_ID, Keys.nameOf(record.key()))
                .startSpan();
    }

    private static SpanBuilder messaging(SpanBuilder builder, String operation, String topic) {
        return builder.setAttribute(SpanNames.SYSTEM, "kafka")
                .setAttribute(SpanNames.OPERATION, operation)
                .setAttribute(SpanNames.OPERATION_TYPE, operation)
                .setAttribute(SpanNames.DESTINATION, topic);
    }

    /** What follows from the record carries its trace; Shopify's headers stay with the webhook. */
    Headers headers(Headers ofRecord) {
        if (span != null) {
            return headers(Tracing.positionOf(span.getSpanContext()));
        }
        Header trace = ofRecord.lastHeader(RecordHeaders.TRACEPARENT);
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        return trace == null ? headers : headers.add(trace);
    }

    private static Headers headers(TraceParent position) {
        return new org.apache.kafka.common.header.internals.RecordHeaders()
                .add(RecordHeaders.TRACEPARENT, position.header().getBytes(US_ASCII));
    }

    /**
     * A batch was formed. It goes on the trace of the oldest of its causes, and is linked to the others.
     *
     * @return the headers that it has of its own; null where it has those of all that follows from the record
     */
    Headers formed(Batch batch) {
        if (!tracing.isOn()) {
            return null;
        }
        hasFormed = true;
        List<SpanContext> causes = traces.takeCauses(batch.shop());
        if (span != null && causesBatches) {
            causes.add(span.getSpanContext());
        }
        if (!causes.isEmpty()) {
            return headers(Tracing.positionOf(formed(batch, causes)));
        }
        // A trace must not go on from batch to batch for as long as the shop sells.
        return span == null
                ? null
                : headers(Tracing.positionOf(span.getSpanContext()).unsampled());
    }

    private SpanContext formed(Batch batch, List<SpanContext> causes) {
        String topic = Topics.BATCHES.name();
        SpanBuilder builder =
                messaging(tracing.span("create " + topic, SpanKind.PRODUCER, causes.get(0)), "create", topic);
        causes.stream().skip(1).forEach(builder::addLink);
        Span formed = builder.setAttribute(SpanNames.MESSAGE_ID, batch.batchId())
                .setAttribute(SpanNames.SHOP, batch.shop())
                .setAttribute(SpanNames.KIND, batch.kind().name().toLowerCase(Locale.ROOT))
                .setAttribute(SpanNames.ROWS, (long) batch.changes().size())
                .setAttribute(SpanNames.CAUSES, (long) causes.size())
                .startSpan();
        formed.end();
        return formed.getSpanContext();
    }

    /** The delivery's figures come back as webhooks: its trace ends with them. */
    void delivered(Delivery delivery, long recordMillis) {
        if (span == null) {
            return;
        }
        // Rows that Shopify gave back wait again because of it.
        causesBatches = delivery.outcome() == Delivery.Outcome.REFUSED;
        span.setAttribute(SpanNames.OUTCOME, delivery.outcome().name().toLowerCase(Locale.ROOT));
        for (DeliveredChange row : delivery.changes()) {
            if (row.quantityAfterChange() != null) {
                Figure figure = new Figure(
                        delivery.shop(),
                        row.change().inventoryItemId(),
                        row.change().locationId(),
                        row.quantityAfterChange());
                traces.made(figure, recordMillis, span.getSpanContext())
                        .ifPresent(told -> echo(told.webhookId(), told.span(), span.getSpanContext()));
            }
        }
    }

    /** A webhook was read. It may tell of a figure that a batch has made, or is about to have made. */
    void read(Record<String, byte[]> record, WebhookFact webhook) {
        if ((span != null || (tracing.isOn() && traces.expectsAny()))
                && webhook instanceof WebhookFact.LevelSeen level
                && level.observation().available() != null) {
            told(
                    record,
                    new Figure(
                            Keys.shopOf(record.key()),
                            level.itemId(),
                            level.locationId(),
                            level.observation().available()));
        }
    }

    private void told(Record<String, byte[]> record, Figure figure) {
        String webhookId = Keys.nameOf(record.key());
        Optional<SpanContext> batch = traces.echoOf(figure);
        if (batch.isPresent()) {
            SpanContext webhook = span == null ? SpanContext.getInvalid() : span.getSpanContext();
            echo(webhookId, webhook, batch.get());
        } else if (span != null) {
            traces.tells(figure, new Told(webhookId, record.timestamp(), span.getSpanContext()));
        }
    }

    private void echo(String webhookId, SpanContext webhook, SpanContext batch) {
        messaging(tracing.span("echo webhooks", SpanKind.CONSUMER, batch), "process", Topics.WEBHOOKS.name())
                .setAttribute(SpanNames.MESSAGE_ID, webhookId)
                .addLink(webhook)
                .startSpan()
                .end();
        if (span != null && !span.getSpanContext().equals(batch)) {
            span.addLink(batch);
        }
    }

    /**
     * What became of the record.
     *
     * @param moved whether it has moved stock; an event that has waits for a batch, unless it has formed one
     */
    void end(Verdict verdict, boolean moved) {
        if (span == null) {
            return;
        }
        if (moved && fromChannel && !hasFormed) {
            traces.waits(shop, span.getSpanContext());
        }
        span.setAttribute(SpanNames.VERDICT, verdict.label());
        if (verdict == Verdict.DEAD_LETTER) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
        span = null;
    }
}
