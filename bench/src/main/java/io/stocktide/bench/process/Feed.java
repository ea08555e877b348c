package io.stocktide.bench.process;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills Stocktide's topics as its ingest does. A block of orders is one transaction, so that readers of committed
 * records see all of it at once, and what they then do is not mixed with the filling.
 */
public final class Feed implements AutoCloseable {
    /** What each item has at first, in units. */
    public static final int ON_HAND = 1_000_000;

    private final KafkaProducer<String, byte[]> producer;

    public Feed(Map<String, String> client) {
        Map<String, Object> configs = new HashMap<>(client);
        configs.put("transactional.id", "bench-feed");
        configs.put("transaction.timeout.ms", (int) Duration.ofMinutes(10).toMillis());
        configs.put("partitioner.class", ShopProducerPartitioner.class);
        configs.put("compression.type", "lz4");
        configs.put("linger.ms", 5);
        configs.put("batch.size", 64 * 1024);
        producer = new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Each shop's items as Shopify holds them, with stock at one location. */
    public void catalogue(int shops, int skus) {
        producer.beginTransaction();
        for (int shop = 1; shop <= shops; shop++) {
            for (int sku = 0; sku < skus; sku++) {
                send(item(OrderBodies.shop(shop), sku));
            }
        }
        producer.commitTransaction();
    }

    private static ProducerRecord<String, byte[]> item(String shop, int sku) {
        // Before every order, or the figures would hold them already.
        Instant at = OrderBodies.START.minusSeconds(3600);
        SnapshotLevel level = new SnapshotLevel(OrderBodies.LOCATION_ID, ON_HAND);
        Snapshot snapshot = new Snapshot(
                shop,
                OrderBodies.variantId(sku),
                OrderBodies.inventoryItemId(sku),
                true,
                OrderBodies.sku(sku),
                true,
                at,
                at,
                true,
                List.of(level));
        String topic = Topics.SNAPSHOTS.name();
        return new ProducerRecord<>(
                topic,
                Keys.item(shop, OrderBodies.inventoryItemId(sku)),
                Topics.SNAPSHOTS.valueSerde().serializer().serialize(topic, snapshot));
    }

    /** So many orders, which readers see soon after this returns; returns the units that they take off. */
    public long orders(OrderBodies bodies, int count) {
        long units = 0;
        producer.beginTransaction();
        for (int i = 0; i < count; i++) {
            send(order(bodies.next()));
            units += bodies.lines().stream()
                    .mapToLong(OrderBodies.Line::quantity)
                    .sum();
        }
        producer.commitTransaction();
        return units;
    }

    private void send(ProducerRecord<String, byte[]> record) {
        // Whatever fails makes the commit fail.
        var unused = producer.send(record);
    }

    private static ProducerRecord<String, byte[]> order(OrderBodies.Signed order) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.WEBHOOKS.name(), Keys.of(order.shop(), order.webhookId()), order.body());
        header(record, RecordHeaders.TOPIC, "orders/create");
        header(record, RecordHeaders.SHOP_DOMAIN, order.shop());
        header(record, RecordHeaders.API_VERSION, "2026-10");
        header(record, RecordHeaders.WEBHOOK_ID, order.webhookId());
        header(record, RecordHeaders.EVENT_ID, order.webhookId());
        header(record, RecordHeaders.TRIGGERED_AT, Instant.now().toString());
        header(record, RecordHeaders.HMAC, order.hmac());
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
