package io.stocktide.sink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.async.Permits;
import io.stocktide.sink.async.Workers;
import io.stocktide.sink.delivery.Backlog;
import io.stocktide.sink.delivery.BatchHandler;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.sink.delivery.DeliveryWriter;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.gate.GateSettings;
import io.stocktide.sink.gate.ShopGates;
import io.stocktide.sink.lane.LaneWork;
import io.stocktide.sink.lookup.LookupHandler;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.ItemReader;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.shopify.AdminTokens;
import io.stocktide.sink.shopify.CallClass;
import io.stocktide.sink.shopify.CallEvents;
import io.stocktide.sink.shopify.CostBudgets;
import io.stocktide.sink.shopify.RetrySettings;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.ShopifyClient;
import io.stocktide.sink.shopify.ShopifySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The handlers with a real client, a scripted Shopify and a producer that acknowledges at once. */
public final class Harness implements AutoCloseable {
    public static final Instant NOW = Batches.FORMED_AT.plusSeconds(600);

    /** Delays of milliseconds in place of seconds. */
    public static final RetrySettings QUICK = new RetrySettings(Duration.ofMillis(1), 4, 0.2, Duration.ofMillis(500));

    /** A breaker that tries again after a moment, and probes that follow soon. */
    public static final GateSettings QUICK_GATE =
            new GateSettings(5, Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(100));

    /** Gives up after the retries where the shop answers others, and puts off only after long. */
    public static final DeliverySettings IMPATIENT =
            DeliverySettings.defaults().withPatience(Duration.ZERO).withHold(Duration.ofSeconds(20));

    private static final Map<String, SchemaValidator> SCHEMAS = Map.of(
            Topics.DELIVERIES.name(), SchemaValidator.of("delivery"),
            Topics.SNAPSHOTS.name(), SchemaValidator.of("snapshot"),
            Topics.DEAD_LETTERS.name(), SchemaValidator.of("dead-letter"),
            Topics.JOBS.name(), SchemaValidator.of("job"),
            Topics.SYNC_STATUS.name(), SchemaValidator.of("sync-status"));

    public final ScriptedShopify shopify = new ScriptedShopify();
    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    public final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    private final Workers workers = new Workers("test", 4);
    private final SinkMetrics metrics = new SinkMetrics(registry);
    private final ShopifyClient client;
    private final CostBudgets budgets = new CostBudgets();
    public final ShopGates gates;
    private final DeliverySettings delivery;

    /** The token of every shop but those that have none; a test may change it. */
    public volatile Secret token = new Secret(Shops.TOKEN);

    public Harness() {
        this(Duration.ofSeconds(10), IMPATIENT);
    }

    public Harness(Duration callTimeout) {
        this(callTimeout, IMPATIENT);
    }

    public Harness(DeliverySettings delivery) {
        this(Duration.ofSeconds(10), delivery);
    }

    private Harness(Duration callTimeout, DeliverySettings delivery) {
        this.delivery = delivery;
        this.gates = new ShopGates(QUICK_GATE, InstantSource.system());
        ShopifySettings settings = ShopifySettings.defaults()
                .withUrlTemplate(shopify.urlTemplate())
                .withTimeouts(callTimeout.dividedBy(2), callTimeout);
        client = new ShopifyClient(settings, workers);
    }

    public Delivery deliver(Batch batch) {
        return deliver(batch, false);
    }

    public Delivery deliver(Batch batch, boolean perhapsDoneBefore) {
        await(deliver(Batches.record(batch, 0, 42), perhapsDoneBefore, () -> false));
        List<Delivery> deliveries = written(Topics.DELIVERIES);
        return deliveries.get(deliveries.size() - 1);
    }

    public CompletableFuture<?> deliver(
            ConsumerRecord<String, byte[]> record, boolean perhapsDoneBefore, BooleanSupplier stopped) {
        InstantSource clock = InstantSource.fixed(NOW);
        DeliveryWriter writer = new DeliveryWriter(new FactWriter(producer), metrics, clock);
        return new BatchHandler(
                        caller(metrics.deliveryCalls()), writer, metrics, delivery, new Backlog(), clock, Tracing.OFF)
                .handle(new LaneWork(List.of(record), perhapsDoneBefore, stopped));
    }

    public List<Snapshot> lookUp(List<ConsumerRecord<String, byte[]>> lookups) {
        ItemReader reader = new ItemReader(caller(metrics.lookupCalls()));
        await(new LookupHandler(reader, new FactWriter(producer), metrics)
                .handle(new LaneWork(lookups, false, () -> false)));
        return written(Topics.SNAPSHOTS);
    }

    /** As a command or a background job asks, one question after the other. */
    public ShopReader reader(String shop) {
        return new ShopReader(caller(metrics.lookupCalls()), shop, () -> false);
    }

    public FactWriter facts() {
        return new FactWriter(producer);
    }

    public List<DeadLetter> deadLetters() {
        return written(Topics.DEAD_LETTERS);
    }

    /** What was written to a topic; each value has been checked against its schema. */
    public <V> List<V> written(Topic<V> topic) {
        return records(topic).stream()
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    public List<ProducerRecord<String, byte[]>> records(Topic<?> topic) {
        List<ProducerRecord<String, byte[]>> records = producer.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .toList();
        records.forEach(Harness::requireValid);
        return records;
    }

    /** Batches that went to their partition's end. */
    public List<ProducerRecord<String, byte[]>> putOff() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topics.BATCHES.name()))
                .toList();
    }

    /** The first of them, as it comes back. */
    public ConsumerRecord<String, byte[]> putOffRecord() {
        ProducerRecord<String, byte[]> copy = putOff().get(0);
        ConsumerRecord<String, byte[]> record = Batches.raw(Topics.BATCHES, copy.key(), copy.value(), 0, 99);
        copy.headers().forEach(header -> record.headers().remove(header.key()));
        copy.headers().forEach(record.headers()::add);
        return record;
    }

    public double count(String meter, String... tags) {
        return registry.counter(meter, tags).count();
    }

    @Override
    public void close() {
        shopify.close();
        workers.close();
    }

    public static void await(CompletableFuture<?> future) {
        future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private ShopifyCaller caller(CallEvents events) {
        CallClass callClass = new CallClass(new Permits(8, workers), 0, events);
        return new ShopifyCaller(client, new ChangingToken(), budgets, gates, QUICK, workers, callClass);
    }

    /** The same for every shop that has one. */
    private final class ChangingToken implements AdminTokens {
        @Override
        public boolean has(String shop) {
            return Shops.directory()
                    .find(shop)
                    .filter(ShopConfig::hasAdminAccess)
                    .isPresent();
        }

        @Override
        public CompletableFuture<Secret> of(String shop) {
            return CompletableFuture.completedFuture(token);
        }
    }

    private static void requireValid(ProducerRecord<String, byte[]> record) {
        try {
            JsonNode tree = Json.mapper().readTree(record.value());
            List<String> errors = SCHEMAS.get(record.topic()).errorsIn(tree);
            if (!errors.isEmpty()) {
                throw new AssertionError(record.topic() + ": " + errors + " in " + tree);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
