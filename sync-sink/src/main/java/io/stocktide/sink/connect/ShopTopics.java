package io.stocktide.sink.connect;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Connection;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.facts.FactWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What lies on topics of a shop, read without a group, and how far it is connected. Not safe for several threads.
 * Throws {@link KafkaException} where Kafka does not answer.
 */
public final class ShopTopics implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Committed records come at once, so as long without any is a broker that is away. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final FactWriter facts;

    /** @param consumer of no group's partitions: they are assigned here */
    public ShopTopics(Consumer<String, byte[]> consumer, FactWriter facts) {
        this.consumer = consumer;
        this.facts = facts;
    }

    /** How far the shop is connected; empty where it never was. */
    public Optional<Connection> connection(String shop) {
        TopicPartition partition = partition(Topics.CONNECTIONS, shop);
        Map<String, Connection> byShop = new TreeMap<>();
        scan(partition, beginning(partition), end(partition), (key, value) -> keep(byShop, key, value));
        return Optional.ofNullable(byShop.get(Keys.connection(shop)));
    }

    public void write(Connection connection) {
        facts.write(Topics.CONNECTIONS, Keys.connection(connection.shop()), connection, TraceParent.random())
                .join();
    }

    /** Where the next record of the shop will lie on that topic. */
    public long end(Topic<?> topic, String shop) {
        return end(partition(topic, shop));
    }

    /**
     * Passes on each committed record of the shop from one offset to before another, a tombstone as null; what cannot be
     * read is left out.
     */
    public <V> void scan(Topic<V> topic, String shop, long from, long to, BiConsumer<String, V> action) {
        TopicPartition partition = partition(topic, shop);
        scan(partition, Math.max(from, beginning(partition)), to, (key, bytes) -> {
            if (key == null || !key.startsWith(shop + '/')) {
                return;
            }
            if (bytes == null) {
                action.accept(key, null);
            } else {
                read(topic, bytes).ifPresent(value -> action.accept(key, value));
            }
        });
    }

    public TopicPartition partition(Topic<?> topic, String shop) {
        int partitions = consumer.partitionsFor(topic.name()).size();
        if (partitions == 0) {
            throw new KafkaException("the topic " + topic.name() + " is missing: run 'stocktide topics create'");
        }
        return new TopicPartition(topic.name(), ShopPartitioner.partitionOfShop(shop, partitions));
    }

    private static void keep(Map<String, Connection> byShop, String key, byte[] bytes) {
        if (bytes == null) {
            byShop.remove(key);
        } else {
            read(Topics.CONNECTIONS, bytes).ifPresent(connection -> byShop.put(key, connection));
        }
    }

    private void scan(TopicPartition partition, long from, long to, BiConsumer<String, byte[]> action) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long heardNanos = System.nanoTime();
        while (consumer.position(partition) < to) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                heardNanos = System.nanoTime();
                if (record.offset() < to) {
                    action.accept(record.key(), record.value());
                }
            }
            if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                throw new KafkaException("no records of " + partition + " within " + SILENCE.toSeconds() + " s");
            }
        }
    }

    private static <V> Optional<V> read(Topic<V> topic, byte[] bytes) {
        try {
            return Optional.of(topic.valueSerde().deserializer().deserialize(topic.name(), bytes));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private long beginning(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    private long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
