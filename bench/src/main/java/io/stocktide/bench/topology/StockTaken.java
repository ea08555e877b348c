package io.stocktide.bench.topology;

import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Feed;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.topics.TopicClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the levels on the topic {@code stock} say is taken off. */
final class StockTaken {
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Long> byLevel = new HashMap<>();
    private long units;

    private StockTaken() {}

    /** Throws {@link IllegalStateException} where the levels do not come to so many units in the end. */
    static void require(Cluster cluster, long wanted) {
        StockTaken taken = new StockTaken();
        List<TopicPartition> partitions = IntStream.range(0, cluster.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.STOCK.name(), partition))
                .toList();
        try (Consumer<String, byte[]> consumer = TopicClients.consumer(cluster.client(), "bench-stock")) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long heardNanos = System.nanoTime();
            // Levels fall all the while, so a sum on the way is too low and never right by chance.
            while (taken.units != wanted && System.nanoTime() - heardNanos < AT_MOST.toNanos()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    taken.take(record);
                    heardNanos = System.nanoTime();
                }
            }
        }
        if (taken.units != wanted) {
            throw new IllegalStateException("sold are %d units, taken off on the topic %s are %d"
                    .formatted(wanted, Topics.STOCK.name(), taken.units));
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        StockLevel level = Topics.STOCK.valueSerde().deserializer().deserialize(record.topic(), record.value());
        long taken = Feed.ON_HAND - level.available();
        if (taken != 0) {
            Long before = byLevel.put(record.key(), taken);
            units += taken - (before == null ? 0 : before);
        }
    }
}
