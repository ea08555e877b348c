package io.stocktide.topology.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics of one partition without a broker, to be looked at any number of times. */
public final class MockTopics {
    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> log = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final MockConsumer<String, byte[]> kafka = new ReReadable();

    /** The mock hands out each record once, and knows no times. */
    private final class ReReadable extends MockConsumer<String, byte[]> {
        ReReadable() {
            super("earliest");
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            log.getOrDefault(partition, List.of()).forEach(this::addRecord);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, time) -> found.put(partition, first(partition, time)));
            return found;
        }

        private OffsetAndTimestamp first(TopicPartition partition, long fromMillis) {
            return log.getOrDefault(partition, List.of()).stream()
                    .filter(record -> record.timestamp() >= fromMillis)
                    .findFirst()
                    .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()))
                    .orElse(null);
        }
    }

    public PartitionReader reader() {
        return new PartitionReader(kafka);
    }

    /** The topic is there, and holds nothing unless something was recorded. */
    public MockTopics empty(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        kafka.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
        kafka.updateBeginningOffsets(Map.of(partition, 0L));
        kafka.updateEndOffsets(Map.of(partition, ends.computeIfAbsent(partition, of -> 0L)));
        return this;
    }

    /** Lies on the topic now; returns where. */
    public long record(String topic, String key, byte[] value) {
        return record(topic, key, value, 0, new RecordHeaders());
    }

    /** Lies on the topic now, with a time in milliseconds; returns where. */
    public long record(String topic, String key, byte[] value, long millis, Headers headers) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        empty(topic);
        TimestampType created = TimestampType.CREATE_TIME;
        log.computeIfAbsent(partition, of -> new ArrayList<>())
                .add(new ConsumerRecord<>(
                        topic, 0, offset, millis, created, 0, 0, key, value, headers, Optional.empty()));
        return offset;
    }

    /** As if the record had been compacted away. */
    public void remove(String topic, long offset) {
        log.get(new TopicPartition(topic, 0)).removeIf(record -> record.offset() == offset);
    }
}
