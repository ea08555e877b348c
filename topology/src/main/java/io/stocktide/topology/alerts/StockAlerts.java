package io.stocktide.topology.alerts;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.topology.topics.PartitionReader;
import io.stocktide.topology.topics.TopicClients;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** A shop's alerts, read from the end of its partition. Not for several threads at once. */
public final class StockAlerts implements AutoCloseable {
    private static final String TOPIC = Topics.ALERTS.name();
    private static final int PIECE = 2_000;
    /** Shops that share the partition may have very many. */
    private static final int MAX_SCANNED = 20_000;

    private final PartitionReader reader;

    /** @param client as Kafka's clients take it */
    public StockAlerts(Map<String, String> client) {
        this(new PartitionReader(TopicClients.consumer(client, "stocktide-alerts")));
    }

    StockAlerts(PartitionReader reader) {
        this.reader = reader;
    }

    /** The newest first, at most so many, among the last 20,000 of the shop's partition. */
    public List<StockAlert> newest(String shop, int limit) {
        int partition = ShopPartitioner.partitionOfShop(shop, reader.partitions(TOPIC));
        TopicPartition alerts = new TopicPartition(TOPIC, partition);
        long before = reader.end(alerts);
        long first = Math.max(reader.beginning(alerts), before - MAX_SCANNED);
        List<StockAlert> newest = new ArrayList<>();
        while (before > first && newest.size() < limit) {
            long from = Math.max(first, before - PIECE);
            newest.addAll(newestFirst(alerts, from, before, shop));
            before = from;
        }
        return List.copyOf(newest.subList(0, Math.min(limit, newest.size())));
    }

    private Deque<StockAlert> newestFirst(TopicPartition alerts, long from, long end, String shop) {
        Deque<StockAlert> found = new ArrayDeque<>();
        reader.read(alerts, from, end, record -> {
            if (record.key() != null && record.key().startsWith(Keys.of(shop, ""))) {
                parse(record).ifPresent(found::addFirst);
            }
            return true;
        });
        return found;
    }

    /** Empty where a stranger wrote something else. */
    private static Optional<StockAlert> parse(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(
                    Topics.ALERTS.valueSerde().deserializer().deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
