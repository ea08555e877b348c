package io.stocktide.topology.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads what is committed on a partition now, in bounded pieces. Not for several threads at once. */
public final class PartitionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIME_TO_READ = Duration.ofSeconds(10);

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    public PartitionReader(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** How many partitions a topic has. */
    public int partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new IllegalArgumentException("the topic " + topic + " is missing: run 'stocktide topics create'");
        }
        return infos.size();
    }

    /** The first offset at which the records' times may have come to the time given; the end where none has. */
    public long offsetAt(TopicPartition partition, Instant time) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, recordMillis(time))).get(partition);
        return found == null ? end(partition) : found.offset();
    }

    /** Whoever asks may name any time; records have times from the epoch on. */
    private static long recordMillis(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return time.isAfter(LATEST) ? Long.MAX_VALUE : time.toEpochMilli();
    }

    /** The offset of what will be committed next. */
    public long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    public long beginning(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    /** The record at exactly this offset; empty where it was deleted, compacted away, or never committed. */
    public Optional<ConsumerRecord<String, byte[]>> at(TopicPartition partition, long offset) {
        if (partition.partition() >= partitions(partition.topic()) || !isBeforeEnd(partition, offset)) {
            return Optional.empty();
        }
        Found found = new Found(offset);
        read(partition, offset, offset + 1, found);
        return Optional.ofNullable(found.record);
    }

    /** The brokers are asked only where it is not known already: an end only moves on. */
    private boolean isBeforeEnd(TopicPartition partition, long offset) {
        if (offset >= ends.getOrDefault(partition, 0L)) {
            ends.put(partition, end(partition));
        }
        return offset < ends.get(partition);
    }

    /**
     * Hands over records until one is not wanted any more, or those before {@code end} are through. Returns the
     * offset at which to go on; throws a {@link TimeoutException} where Kafka hands over nothing in time.
     */
    public long read(TopicPartition partition, long from, long end, Predicate<ConsumerRecord<String, byte[]>> goesOn) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long heardNanos = System.nanoTime();
        while (consumer.position(partition) < end) {
            long before = consumer.position(partition);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() >= end) {
                    return end;
                }
                if (!goesOn.test(record)) {
                    return record.offset() + 1;
                }
            }
            if (consumer.position(partition) > before) {
                heardNanos = System.nanoTime();
            } else if (System.nanoTime() - heardNanos > TIME_TO_READ.toNanos()) {
                throw new TimeoutException(
                        "Kafka handed over nothing of " + partition + " within " + TIME_TO_READ.toSeconds() + " s");
            }
        }
        return end;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Takes the first record that comes, if it is the one. */
    private static final class Found implements Predicate<ConsumerRecord<String, byte[]>> {
        private final long offset;
        private ConsumerRecord<String, byte[]> record;

        Found(long offset) {
            this.offset = offset;
        }

        @Override
        public boolean test(ConsumerRecord<String, byte[]> next) {
            record = next.offset() == offset ? next : null;
            return false;
        }
    }
}
