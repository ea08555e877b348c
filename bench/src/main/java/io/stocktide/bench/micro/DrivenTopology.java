package io.stocktide.bench.micro;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.bench.bodies.CatalogBodies;
import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.streams.SharedRocksDbMemory;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.internals.StreamTask;

/**
 * The whole topology in its task, with its stores on disk, without a broker. Kafka's driver makes the task, and is passed
 * by when records go in: it commits after each and compiles patterns for each that comes out, which costs more than what
 * is measured. What the task and its mock producer cost, a record shows that the topology passes over.
 */
final class DrivenTopology implements AutoCloseable {
    static final String SHOP = OrderBodies.shop(1);
    static final long AVAILABLE = 1_000_000;

    /** About as many as the product commits at once: every 20 ms. */
    private static final int RECORDS_A_COMMIT = 100;

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);
    private static final TopicPartition WEBHOOKS = new TopicPartition(Topics.WEBHOOKS.name(), 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Path directory;
    private final TopologyTestDriver driver;
    private final StreamTask task;
    private final MockProducer<?, ?> producer;
    private long recordMillis = OrderBodies.START.toEpochMilli();
    private long offset;

    DrivenTopology() throws IOException {
        directory = Files.createTempDirectory("stocktide-micro");
        driver = new TopologyTestDriver(
                new StockTopology(TopologySettings.defaults(), new TopologyMetrics(registry)).get(),
                properties(directory),
                OrderBodies.START);
        task = (StreamTask) part("task");
        producer = (MockProducer<?, ?>) part("producer");
    }

    private static Properties properties(Path directory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "micro");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksDbMemory.class);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        return properties;
    }

    /** Tells the variants and the levels of so many SKUs. */
    void tellCatalog(int skus) {
        for (int sku = 0; sku < skus; sku += CatalogBodies.MAX_VARIANTS) {
            int some = Math.min(CatalogBodies.MAX_VARIANTS, skus - sku);
            take(CatalogBodies.PRODUCT_TOPIC, "p-" + sku, CatalogBodies.product(sku, some, OrderBodies.START));
        }
        for (int sku = 0; sku < skus; sku++) {
            take(CatalogBodies.LEVEL_TOPIC, "l-" + sku, CatalogBodies.level(sku, AVAILABLE, OrderBodies.START));
        }
    }

    /**
     * A webhook as ingest writes it.
     *
     * @param body null for a tombstone, which the topology passes over
     */
    void take(String topic, String webhookId, byte[] body) {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        headers.add(RecordHeaders.TOPIC, ascii(topic))
                .add(RecordHeaders.SHOP_DOMAIN, ascii(SHOP))
                .add(RecordHeaders.API_VERSION, ascii("2026-10"))
                .add(RecordHeaders.WEBHOOK_ID, ascii(webhookId))
                .add(RecordHeaders.TRIGGERED_AT, ascii("2026-11-20T10:00:00.290670248Z"));
        task.addRecords(WEBHOOKS, List.of(record(ascii(Keys.of(SHOP, webhookId)), body, headers)));
        task.process(recordMillis);
        if (offset % RECORDS_A_COMMIT == 0) {
            producer.clear();
            driver.advanceWallClockTime(COMMIT_INTERVAL); // which commits
        }
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] body, Headers headers) {
        return new ConsumerRecord<>(
                WEBHOOKS.topic(),
                WEBHOOKS.partition(),
                offset++,
                recordMillis++,
                TimestampType.CREATE_TIME,
                key.length,
                body == null ? 0 : body.length,
                key,
                body,
                headers,
                Optional.empty());
    }

    /** The driver shows neither; both are the same class through the life of this version of Kafka. */
    private Object part(String name) {
        try {
            Field field = TopologyTestDriver.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(driver);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Kafka's test driver has no " + name + " any more", e);
        }
    }

    /** Throws where anything became a dead letter, or not so many webhooks came to the verdict. */
    void check(Verdict verdict, long webhookCount) {
        double dead = registry.get("stocktide.dead.letters").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        double judged = registry.get("stocktide.webhook.verdicts")
                .tag("verdict", verdict.label())
                .counter()
                .count();
        if (dead > 0 || judged != webhookCount) {
            throw new IllegalStateException("%s webhooks became dead letters, and %s not %d are %s"
                    .formatted(dead, judged, webhookCount, verdict));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        driver.close();
        Utils.delete(directory.toFile());
    }
}
