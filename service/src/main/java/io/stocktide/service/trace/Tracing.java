package io.stocktide.service.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.stocktide.schemas.topic.RecordHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Spans of one role, sent to a collector by OTLP over HTTP. Off, it makes nothing and sends nothing. On, it makes a span
 * only where the trace is kept; at most 2,048 wait to be sent, and what comes while they do is dropped.
 */
public final class Tracing implements AutoCloseable {
    /** No span is made. */
    public static final Tracing OFF = new Tracing();

    /** Of the header's 55 characters, the last; with its lowest bit set, the trace is kept. */
    private static final int LENGTH = 55;

    private static final int MAX_WAITING = 2048;
    private static final int MAX_LINKS = 32;
    private static final int MAX_EVENTS = 64;
    private static final Duration SENT_WITHIN = Duration.ofSeconds(10);
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final double sampleRatio;

    private Tracing() {
        provider = null;
        tracer = null;
        sampleRatio = 0;
    }

    private Tracing(TracingSettings settings, String service) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.tracesUrl())
                .setTimeout(SENT_WITHIN)
                .setCompression("gzip")
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(io.opentelemetry.api.common.Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "stocktide-" + service,
                        AttributeKey.stringKey("service.namespace"),
                        "stocktide")))
                // What is not to be kept never comes here.
                .setSampler(Sampler.alwaysOn())
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfLinks(MAX_LINKS)
                        .setMaxNumberOfEvents(MAX_EVENTS)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(MAX_WAITING)
                        .setScheduleDelay(SENT_EVERY)
                        .setExporterTimeout(SENT_WITHIN)
                        .build())
                .build();
        tracer = provider.get("io.stocktide");
        sampleRatio = settings.sampleRatio();
    }

    /**
     * Connects to nothing yet: a collector that is away harms nothing.
     *
     * @param settings empty for {@link #OFF}
     * @param service the role, such as {@code ingest}
     */
    public static Tracing of(Optional<TracingSettings> settings, String service) {
        return settings.map(on -> new Tracing(on, service)).orElse(OFF);
    }

    public boolean isOn() {
        return tracer != null;
    }

    /** Whether the record's trace is to have a span here. Makes no object. */
    public boolean keeps(Headers headers) {
        if (tracer == null) {
            return false;
        }
        Header header = headers.lastHeader(RecordHeaders.TRACEPARENT);
        byte[] value = header == null ? null : header.value();
        return value != null && value.length == LENGTH && (Character.digit(value[LENGTH - 1], 16) & 1) != 0;
    }

    public boolean keeps(TraceParent trace) {
        return tracer != null && trace.sampled();
    }

    /** Whether a trace that begins here is one of those that are kept. */
    public boolean keepsNew() {
        return tracer != null && ThreadLocalRandom.current().nextDouble() < sampleRatio;
    }

    /** A span that goes on a trace; only where one of {@code keeps} has said so. */
    public SpanBuilder span(String name, SpanKind kind, TraceParent parent) {
        return span(name, kind, contextOf(parent));
    }

    public SpanBuilder span(String name, SpanKind kind, SpanContext parent) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)));
    }

    /** The first span of a trace; only where {@link #keepsNew} has said so. */
    public SpanBuilder firstSpan(String name, SpanKind kind) {
        return tracer.spanBuilder(name).setSpanKind(kind).setNoParent();
    }

    /** Where a record's trace stands; empty where its header is missing or malformed. */
    public static Optional<TraceParent> positionOf(Headers headers) {
        Header header = headers.lastHeader(RecordHeaders.TRACEPARENT);
        return header == null || header.value() == null
                ? Optional.empty()
                : TraceParent.parse(new String(header.value(), US_ASCII));
    }

    /** The span as a position in its trace, to be sent along. */
    public static TraceParent positionOf(SpanContext span) {
        return new TraceParent(span.getTraceId(), span.getSpanId(), span.isSampled());
    }

    public static SpanContext contextOf(TraceParent position) {
        TraceFlags flags = position.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return SpanContext.createFromRemoteParent(
                position.traceId(), position.spanId(), flags, TraceState.getDefault());
    }

    /** Sends what waits, for three seconds at most. */
    @Override
    public void close() {
        if (provider != null) {
            var unused = provider.shutdown().join(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
