package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Attempts;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.service.log.Muted;
import io.stocktide.topology.engine.ShopEngine;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.state.BufferedStore;
import io.stocktide.topology.state.History;
import io.stocktide.topology.state.InputPositions;
import io.stocktide.topology.state.LedgerMismatches;
import io.stocktide.topology.state.StoredShop;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one record to the engine and what follows from it to the sinks. Writes are held back until the engine is
 * through: a record that cannot be processed becomes a dead letter and leaves nothing else behind.
 */
abstract class FactProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(FactProcessor.class);

    /** So much later, at most, the state knows how far it is; its lag is told no finer. */
    private static final Duration POSITIONS_INTERVAL = Duration.ofMillis(50);

    private final TopologySettings settings;
    private final TopologyMetrics metrics;
    private final ShopEngine engine;
    private ProcessorContext<String, byte[]> context;
    private BufferedStore shopStore;
    private BufferedStore historyStore;
    private InputPositions positions;
    private PromptCommits commits;
    private LedgerAudit audit;
    private ForwardedEffects effects;
    private final RecordSpan span;
    private Fence fence;

    FactProcessor(TopologySettings settings, TopologyMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.span = new RecordSpan(metrics.traces());
        this.engine = new ShopEngine(settings.settling(), settings.safeguards(), settings.lowStockThreshold());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> newContext) {
        context = newContext;
        KeyValueStore<Bytes, byte[]> stored = newContext.getStateStore(Stores.SHOP_STATE);
        shopStore = new BufferedStore(stored, TaskCaches.of(stored));
        positions = new InputPositions(stored);
        newContext.schedule(POSITIONS_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> positions.flush());
        commits = new PromptCommits(newContext);
        historyStore = new BufferedStore(newContext.getStateStore(Stores.HISTORY));
        fence = new Fence(settings.replay(), shopStore);
        History history = new History(historyStore, settings.ledgerRowsPerItem());
        audit = new LedgerAudit(new LedgerMismatches(shopStore), metrics);
        effects = new ForwardedEffects(newContext, history, audit, metrics, span, settings.replay());
    }

    /** Applies the record; throws {@link MalformedFactException} where it does not say what it should. */
    abstract Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin);

    /** Told once what became of the record. */
    abstract void judged(Record<String, byte[]> record, DeadLetter.Origin origin, Verdict verdict);

    @Override
    public void process(Record<String, byte[]> record) {
        take(record);
        RecordMetadata taken = context.recordMetadata().orElseThrow();
        positions.note(taken.topic(), taken.offset());
        commits.taken(record.timestamp());
    }

    private void take(Record<String, byte[]> record) {
        if (Keys.isControl(record.key())) {
            fence.passed(record.key(), context.recordMetadata().orElseThrow().topic());
            shopStore.flush();
            return;
        }
        if (record.value() == null) {
            return; // A tombstone erases a record; it says nothing itself.
        }
        effects.begin(rebuilding());
        DeadLetter.Origin origin = origin(record);
        if (!namesShop(record.key())) {
            bury(null, record, origin, "malformed_key", "the key does not begin with a shop and a slash");
            commit(record);
            return;
        }
        span.begin(record, origin, passesOver());
        Verdict verdict = judge(record, origin);
        commit(record);
        span.end(verdict, effects.moved());
        if (verdict == Verdict.DUPLICATE && !rebuilding()) {
            metrics.duplicate(origin.topic());
        }
        judged(record, origin, verdict);
    }

    private static boolean namesShop(String key) {
        return key != null && key.indexOf('/') > 0;
    }

    private Verdict judge(Record<String, byte[]> record, DeadLetter.Origin origin) {
        try {
            return apply(record, origin);
        } catch (MalformedFactException e) {
            bury(Keys.shopOf(record.key()), record, origin, e.code(), e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            failed(e, Keys.shopOf(record.key()), record, origin);
        }
        return Verdict.DEAD_LETTER;
    }

    /** Makes a dead letter of what failed, or throws on where it was not the record that did. */
    final void failed(Throwable fault, String shop, Record<String, byte[]> record, DeadLetter.Origin origin) {
        // What cannot be written fails each time; every other fault of Kafka's or of the store's passes: the
        // transaction aborts and the record comes again.
        if (fault instanceof KafkaException passing && !(fault instanceof SerializationException)) {
            throw passing;
        }
        LOG.atError()
                .setCause(Muted.of(fault))
                .addKeyValue("topic", origin.topic())
                .addKeyValue("partition", origin.partition())
                .addKeyValue("offset", origin.offset())
                .log("record cannot be processed");
        bury(shop, record, origin, "processing_failed", fault.getClass().getName());
    }

    private void bury(
            String shop, Record<String, byte[]> record, DeadLetter.Origin origin, String cause, String message) {
        discard();
        Instant diedAt = Instant.ofEpochMilli(record.timestamp());
        int attempt = Attempts.of(record.headers());
        effects.deadLetter(new DeadLetter(shop, cause, message, origin, attempt, null, diedAt));
        LOG.atWarn()
                .addKeyValue("shop", shop)
                .addKeyValue("topic", origin.topic())
                .addKeyValue("partition", origin.partition())
                .addKeyValue("offset", origin.offset())
                .addKeyValue("cause", cause)
                .log("dead letter");
    }

    final void commit(Record<String, byte[]> record) {
        commit(record.timestamp(), span.headers(record.headers()));
    }

    final void commit(long timestamp, Headers headers) {
        shopStore.flush();
        historyStore.flush();
        effects.flush(timestamp, headers);
    }

    private void discard() {
        shopStore.discard();
        historyStore.discard();
        effects.discard();
    }

    /** Whether a replay is rebuilding the state, so that what was decided is read back. */
    final boolean rebuilding() {
        return fence.rebuilding() && settings.safeguards().hold(Safeguard.FENCE);
    }

    /** Whether the record tells nothing new: a replay has it read back, or the topology itself has written it. */
    boolean passesOver() {
        return rebuilding();
    }

    final RecordSpan span() {
        return span;
    }

    final LedgerAudit audit() {
        return audit;
    }

    @Override
    public void close() {
        if (audit != null) {
            audit.close();
        }
    }

    final Fence fence() {
        return fence;
    }

    final StoredShop shop(String shop) {
        return new StoredShop(shop, shopStore);
    }

    final BufferedStore shopStore() {
        return shopStore;
    }

    final BufferedStore historyStore() {
        return historyStore;
    }

    final ShopEngine engine() {
        return engine;
    }

    final ForwardedEffects effects() {
        return effects;
    }

    final TopologySettings settings() {
        return settings;
    }

    final TopologyMetrics metrics() {
        return metrics;
    }

    private DeadLetter.Origin origin(Record<String, byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        return new DeadLetter.Origin(metadata.topic(), metadata.partition(), metadata.offset(), record.key());
    }
}
