package io.stocktide.bench.peers;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One thread's consumer: polls, works, commits, until it is stopped. */
final class ConsumerLoop implements Runnable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Set for throughput: a poll is large enough that the round trips to Redis and the commit weigh little. */
    private static final Map<String, Object> CONFIGS = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            256 * 1024,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            100,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            8 * 1024 * 1024,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            // The topic may be filled by transactions, and what is aborted is no order.
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");

    private final KafkaConsumer<String, byte[]> consumer;
    private final PolledWork work;

    /** @param assignment hears how many partitions it has got, or lost where negative */
    ConsumerLoop(RedisConsumer.Settings settings, PolledWork work, Assignment assignment) {
        Map<String, Object> configs = new HashMap<>(CONFIGS);
        configs.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        configs.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        this.consumer = new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
        this.work = work;
        consumer.subscribe(List.of(settings.topic()), committing(assignment));
    }

    @Override
    public void run() {
        try (consumer;
                work) {
            turns();
            consumer.commitSync();
        }
    }

    private void turns() {
        try {
            while (true) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    work.take(records);
                    consumer.commitAsync();
                }
            }
        } catch (WakeupException e) {
            // Stopped between two polls: all that was polled is done.
        }
    }

    /** Ends the loop after the poll under way; from any thread. */
    void stop() {
        consumer.wakeup();
    }

    private ConsumerRebalanceListener committing(Assignment assignment) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                assignment.changed(partitions.size());
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // Whoever takes them over is to begin where this one is.
                consumer.commitSync();
                assignment.changed(-partitions.size());
            }
        };
    }

    /** Hears of partitions got and lost. */
    @FunctionalInterface
    interface Assignment {
        void changed(int partitions);
    }
}
