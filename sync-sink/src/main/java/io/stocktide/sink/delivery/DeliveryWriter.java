package io.stocktide.sink.delivery;

import io.stocktide.schemas.topic.Attempts;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.facts.RecordTrace;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.shopify.CallResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes a batch's end to its topics, to the log and to the meters. */
public final class DeliveryWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWriter.class);

    /** Stands for the shop in the key of a dead letter whose record names none. */
    private static final String NO_SHOP = "unknown";

    private final FactWriter facts;
    private final SinkMetrics metrics;
    private final InstantSource clock;

    /** @param clock says when a dead letter died, and how long after its record's time a batch was answered */
    public DeliveryWriter(FactWriter facts, SinkMetrics metrics, InstantSource clock) {
        this.facts = facts;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Shopify has answered. */
    void answered(Parcel parcel) {
        Instant recordTime = Instant.ofEpochMilli(parcel.work().first().timestamp());
        metrics.acceptedToShopify(Duration.between(recordTime, clock.instant()));
    }

    CompletableFuture<?> write(Parcel parcel, Conclusion conclusion) {
        Delivery delivery = conclusion.delivery();
        String key = Keys.of(delivery.shop(), delivery.batchId());
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (Conclusion.Death death : conclusion.deadLetters()) {
            DeadLetter letter = letter(parcel.work().first(), delivery.shop(), death, delivery.attempts());
            writes.add(facts.write(Topics.DEAD_LETTERS, key, letter, parcel.trace()));
        }
        writes.add(facts.write(Topics.DELIVERIES, key, delivery, parcel.trace()));
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).thenRun(() -> {
            metrics.delivered(delivery.shop(), delivery.outcome());
            conclusion.deadLetters().forEach(death -> metrics.deadLetter(death.cause()));
            log(parcel, conclusion);
        });
    }

    /** Shopify cannot take the batch now: it goes to its partition's end, so that it holds back nobody's offsets. */
    CompletableFuture<?> putOff(Parcel parcel, CallResult.PutOff putOff) {
        LOG.atWarn()
                .addKeyValue("shop", parcel.batch().shop())
                .addKeyValue("batchId", parcel.batch().batchId())
                .addKeyValue("traceId", parcel.trace().traceId())
                .addKeyValue("reason", putOff.error())
                .addKeyValue("message", putOff.message())
                .log("batch put off: its shop cannot take it now");
        metrics.putOff(putOff.error());
        ConsumerRecord<String, byte[]> record = parcel.work().first();
        Map<String, String> headers = new HashMap<>();
        if (parcel.isRepeated(1 + putOff.attempts())) {
            headers.put(RecordHeaders.TRIED_SINCE, parcel.triedSince().toString());
            headers.put(RecordHeaders.TRIED_UNTIL, clock.instant().toString());
        }
        int attempt = Attempts.of(record.headers()) + putOff.attempts();
        headers.put(RecordHeaders.ATTEMPT, new String(Attempts.write(attempt), StandardCharsets.US_ASCII));
        return facts.writeAgain(record, headers);
    }

    /** A record that is no batch has no delivery: only a dead letter. */
    CompletableFuture<?> writeMalformed(ConsumerRecord<String, byte[]> record, String message) {
        boolean named = namesShop(record.key());
        String shop = named ? Keys.shopOf(record.key()) : NO_SHOP;
        String key = named ? record.key() : Keys.of(shop, record.partition() + "-" + record.offset());
        DeadLetter letter =
                letter(record, named ? shop : null, new Conclusion.Death("malformed_batch", message, null), 1);
        LOG.atError()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", message)
                .log("not a batch");
        metrics.malformedBatch();
        return facts.write(Topics.DEAD_LETTERS, key, letter, RecordTrace.childOf(record));
    }

    private static boolean namesShop(String key) {
        return key != null
                && key.indexOf('/') > 0
                && Keys.SHOP.matcher(Keys.shopOf(key)).matches();
    }

    private DeadLetter letter(ConsumerRecord<?, ?> record, String shop, Conclusion.Death death, int attempts) {
        String key = record.key() == null ? null : record.key().toString();
        DeadLetter.Origin origin = new DeadLetter.Origin(record.topic(), record.partition(), record.offset(), key);
        int before = Attempts.of(record.headers()) - 1;
        return new DeadLetter(
                shop, death.cause(), death.message(), origin, before + attempts, death.detail(), clock.instant());
    }

    private static void log(Parcel parcel, Conclusion conclusion) {
        Delivery delivery = conclusion.delivery();
        LoggingEventBuilder line = LOG.atLevel(levelOf(conclusion))
                .addKeyValue("shop", delivery.shop())
                .addKeyValue("batchId", delivery.batchId())
                .addKeyValue("traceId", parcel.trace().traceId())
                .addKeyValue("outcome", delivery.outcome())
                .addKeyValue("attempts", delivery.attempts())
                .addKeyValue("rows", delivery.changes().size());
        if (!conclusion.deadLetters().isEmpty()) {
            Conclusion.Death death = conclusion.deadLetters().get(0);
            line = line.addKeyValue("cause", death.cause()).addKeyValue("message", death.message());
        }
        line.log(delivery.outcome() == Delivery.Outcome.ABANDONED ? "batch given up" : "batch answered");
    }

    private static Level levelOf(Conclusion conclusion) {
        return switch (conclusion.delivery().outcome()) {
            case APPLIED -> Level.INFO;
            case REFUSED -> Level.WARN;
            // A shop that receives nothing needs someone to see to it.
            case ABANDONED -> Level.ERROR;
        };
    }
}
