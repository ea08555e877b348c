package io.stocktide.topology.replay;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Replay;
import io.stocktide.topology.streams.ReplayPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Finds an application's last replay on the topic {@code replays}. */
public final class LastReplay {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private LastReplay() {}

    /**
     * What the topology has to know of it at its start; {@link ReplayPlan#NONE} where there was none.
     *
     * @throws KafkaException where the topic cannot be read within 30 s
     */
    public static ReplayPlan planOf(Map<String, String> client, String applicationId) {
        return find(client, applicationId)
                .map(replay -> ReplayPlan.of(replay.replayId()))
                .orElse(ReplayPlan.NONE);
    }

    private static Optional<Replay> find(Map<String, String> client, String applicationId) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (Consumer<String, Replay> consumer = new KafkaConsumer<>(
                properties,
                new StringDeserializer(),
                Topics.REPLAYS.valueSerde().deserializer())) {
            List<PartitionInfo> partitions =
                    consumer.listTopics(TIMEOUT).getOrDefault(Topics.REPLAYS.name(), List.of());
            return newest(consumer, toPartitions(partitions), applicationId);
        }
    }

    private static List<TopicPartition> toPartitions(List<PartitionInfo> partitions) {
        return partitions.stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    private static Optional<Replay> newest(
            Consumer<String, Replay> consumer, List<TopicPartition> partitions, String applicationId) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
        long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
        Replay newest = null;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadlineNanos) {
                throw new KafkaException("the topic " + Topics.REPLAYS.name() + " cannot be read to its end");
            }
            for (ConsumerRecord<String, Replay> record : consumer.poll(PAUSE)) {
                newest = record.key().equals(applicationId) ? record.value() : newest;
            }
        }
        return Optional.ofNullable(newest);
    }
}
