package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.webhooks.WebhookFact;
import io.stocktide.topology.webhooks.WebhookReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** De-duplicates webhooks from key alone, reads those that mean stock, and applies them. */
final class WebhookProcessor extends FactProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookProcessor.class);

    private static final Set<String> PERSONAL_REQUESTS = Set.of("customers/redact", "customers/data_request");
    private static final Duration ERASURE_INTERVAL = Duration.ofMillis(100);

    private final WebhookReader reader = new WebhookReader();
    private SeenIds seen;
    private ErasureSteps erasure;

    WebhookProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(settings, metrics);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        seen = new SeenIds(
                context.getStateStore(Stores.SEEN_WEBHOOKS), settings().webhookMemory(), context::currentStreamTimeMs);
        erasure = new ErasureSteps(shopStore(), historyStore(), effects());
        context.schedule(ERASURE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::eraseSome);
    }

    @Override
    Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin) {
        boolean repeated = settings().safeguards().hold(Safeguard.DEDUPLICATION) && isKnown(record);
        if (repeated && !isPersonalRequest(record)) {
            return Verdict.DUPLICATE;
        }
        String topic = header(record.headers(), RecordHeaders.TOPIC).orElse("");
        if (topic.isEmpty()) {
            throw new MalformedFactException("missing_topic", "the record has no topic header");
        }
        Fact fact = new Fact(Keys.shopOf(record.key()), cause(record, topic), record.timestamp(), origin, rebuilding());
        WebhookFact webhook = read(record, topic);
        if (!rebuilding()) {
            span().read(record, webhook);
        }
        Verdict verdict = engine().webhook(fact, webhook, shop(fact.shop()), effects());
        if (webhook instanceof WebhookFact.LocationClosed closed) {
            closeLevels(fact, closed, record);
        }
        return verdict;
    }

    /** What died may be tried again by whoever redrives it; Shopify's own repeats of it would die again. */
    private boolean isKnown(Record<String, byte[]> record) {
        boolean redriven = record.headers().lastHeader(RecordHeaders.REDRIVE) != null;
        return seen.isDead(record.key(), record.timestamp())
                .map(dead -> !dead || !redriven)
                .orElse(false);
    }

    /** Written in parts, which bounds memory; to do it twice does no harm, should it fail on the way. */
    private void closeLevels(Fact fact, WebhookFact.LocationClosed closed, Record<String, byte[]> record) {
        OptionalLong last = OptionalLong.of(-1);
        while (last.isPresent()) {
            commit(record);
            last = engine().closeLevels(fact, closed, last.getAsLong(), shop(fact.shop()), effects());
        }
    }

    /** A repeat of it holds the email and the phone once more, and is to be erased as the first was. */
    private static boolean isPersonalRequest(Record<String, byte[]> record) {
        return header(record.headers(), RecordHeaders.TOPIC)
                .filter(PERSONAL_REQUESTS::contains)
                .isPresent();
    }

    private void eraseSome(long nowMillis) {
        effects().begin(rebuilding());
        if (erasure.step()) {
            commit(nowMillis, new org.apache.kafka.common.header.internals.RecordHeaders());
        }
    }

    private WebhookFact read(Record<String, byte[]> record, String topic) {
        try {
            return reader.read(topic, record.value(), triggeredAt(record.headers()), record.timestamp());
        } catch (NullPointerException | ArithmeticException | DateTimeException e) {
            // A null where an object belongs, an id or a time out of range.
            throw new MalformedFactException(
                    "malformed_body", topic + ": " + e.getClass().getSimpleName());
        }
    }

    @Override
    void judged(Record<String, byte[]> record, DeadLetter.Origin origin, Verdict verdict) {
        if (verdict == Verdict.COMPLIANCE) {
            erasure.mayHaveBegun();
        }
        if (verdict != Verdict.DUPLICATE) {
            seen.add(record.key(), record.timestamp(), verdict, effects(), origin.offset());
        }
        if (rebuilding()) {
            return; // It was counted when it came.
        }
        metrics()
                .webhook(
                        Keys.shopOf(record.key()),
                        verdict,
                        header(record.headers(), RecordHeaders.TOPIC).orElse(""),
                        record.timestamp());
        LOG.atDebug()
                .addKeyValue("key", record.key())
                .addKeyValue("verdict", verdict.label())
                .log("webhook judged");
    }

    private static Cause cause(Record<String, byte[]> record, String topic) {
        return new Cause(Cause.Kind.WEBHOOK, Keys.nameOf(record.key()), topic, eventId(record.headers()), null);
    }

    /** Null where there is none, or what came has not the form of an id: headers are not signed. */
    private static String eventId(Headers headers) {
        return header(headers, RecordHeaders.EVENT_ID)
                .filter(id -> Keys.NAME.matcher(id).matches())
                .orElse(null);
    }

    private static Optional<Instant> triggeredAt(Headers headers) {
        return header(headers, RecordHeaders.TRIGGERED_AT).flatMap(WebhookProcessor::parse);
    }

    /** Empty where Shopify's header is not a time: the body or the record's time then stands in. */
    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
