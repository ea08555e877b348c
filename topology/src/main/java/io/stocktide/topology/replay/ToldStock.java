package io.stocktide.topology.replay;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockLevel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every level as the topic {@code stock} has told it; reads on from where it was. */
final class ToldStock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Consumer<String, StockLevel> consumer;
    private final List<TopicPartition> partitions;
    private final Map<String, StockLevel> levels = new HashMap<>();

    ToldStock(Map<String, String> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), Topics.STOCK.valueSerde().deserializer());
        partitions = consumer.partitionsFor(Topics.STOCK.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The levels by key, as of now. */
    Map<String, StockLevel> now() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, StockLevel> record : consumer.poll(PAUSE)) {
                if (record.value() == null) {
                    levels.remove(record.key());
                } else {
                    levels.put(record.key(), record.value());
                }
            }
        }
        return levels;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
