package io.stocktide.sink.testing;

import io.stocktide.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/** A mock consumer of one partition that tells what was committed even once it is closed. */
public final class RecordingConsumer extends MockConsumer<String, byte[]> {
    private final TopicPartition partition;
    private final Map<TopicPartition, Long> commits = new ConcurrentHashMap<>();

    public RecordingConsumer(Topic<?> topic) {
        super("earliest");
        partition = new TopicPartition(topic.name(), 0);
        updateBeginningOffsets(Map.of(partition, 0L));
        updateEndOffsets(Map.of(partition, 0L));
    }

    /** Assigns the partition on the next poll; the records follow, one a poll. */
    @SafeVarargs
    public final void assignWith(ConsumerRecord<String, byte[]>... records) {
        schedulePollTask(() -> rebalance(List.of(partition)));
        for (ConsumerRecord<String, byte[]> record : records) {
            schedulePollTask(() -> addRecord(record));
        }
    }

    public void revokeOnPoll() {
        schedulePollTask(() -> rebalance(List.of()));
    }

    /** The offset committed for the partition; null where none was. */
    public Long committedOffset() {
        return commits.get(partition);
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        note(offsets);
        super.commitAsync(offsets, callback);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        note(offsets);
        super.commitSync(offsets, timeout);
    }

    private void note(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((where, offset) -> commits.put(where, offset.offset()));
    }
}
