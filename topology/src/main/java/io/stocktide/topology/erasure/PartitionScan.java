package io.stocktide.topology.erasure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions outside of any group. */
final class PartitionScan {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final Runnable pulse;

    /**
     * @param pulse run between polls; what it throws ends the scan
     */
    PartitionScan(Consumer<String, byte[]> consumer, Runnable pulse) {
        this.consumer = consumer;
        this.pulse = pulse;
    }

    int partitionsOf(String topic) {
        return consumer.partitionsFor(topic).size();
    }

    /** Every record but tombstones, from the beginning to where the partition ends now. */
    void readAll(TopicPartition partition, java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = end(partition);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end && record.value() != null) {
                    reader.accept(record);
                }
            }
            pulse.run();
        }
    }

    /** The record at an offset; empty where it has been erased or its time is over. */
    Optional<ConsumerRecord<String, byte[]>> recordAt(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long end = end(partition);
        while (consumer.position(partition) <= offset && offset < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= offset) {
                    return Optional.of(record).filter(found -> found.offset() == offset && found.value() != null);
                }
            }
            pulse.run();
        }
        return Optional.empty();
    }

    private long end(TopicPartition partition) {
        return consumer.endOffsets(Set.of(partition)).get(partition);
    }
}
