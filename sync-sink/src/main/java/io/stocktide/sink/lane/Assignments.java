package io.stocktide.sink.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that are ours, each with its account. Used by the polling thread alone. */
final class Assignments implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);
    /** What a record takes in memory beside its value: key, headers, and the objects that hold them. */
    private static final int MEMORY_BESIDE_VALUE = 600;

    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final Lanes lanes;
    private final FlowLimits limits;
    private final Map<TopicPartition, PartitionProgress> progress = new HashMap<>();
    private volatile boolean joined;
    private volatile Set<Integer> partitions = Set.of();

    Assignments(Consumer<String, byte[]> consumer, Lanes lanes, FlowLimits limits) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.limits = limits;
    }

    /** Whether the group has given us our share, which may be none. */
    boolean joined() {
        return joined;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = ends(partitions);
        for (TopicPartition partition : partitions) {
            progress.put(partition, new PartitionProgress(ends.getOrDefault(partition, Long.MAX_VALUE)));
        }
        joined = true;
        publish();
    }

    /** Those that are ours now; any thread may ask. */
    Set<Integer> partitions() {
        return partitions;
    }

    private void publish() {
        partitions = progress.keySet().stream().map(TopicPartition::partition).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitSync();
        onPartitionsLost(partitions);
    }

    /** They belong to another by now, who will do again what we had not committed: with the same keys. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionProgress lost = progress.remove(partition);
            if (lost != null) {
                lost.revoke();
            }
        }
        lanes.dropRevoked();
        publish();
    }

    void loseAll() {
        onPartitionsLost(List.copyOf(progress.keySet()));
        joined = false;
    }

    void take(Iterable<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            PartitionProgress account = progress.get(new TopicPartition(record.topic(), record.partition()));
            account.taken(record.offset(), MEMORY_BESIDE_VALUE + Math.max(0, record.serializedValueSize()));
            lanes.accept(new LaneRecord(record, account));
        }
        lanes.run();
    }

    /** Records that wait at the brokers, as the last fetch told, or here. */
    long lagRecords() {
        return progress.entrySet().stream()
                .mapToLong(each -> consumer.currentLag(each.getKey()).orElse(0)
                        + each.getValue().unfinishedRecords())
                .sum();
    }

    /** Pauses partitions that have too much under way, and resumes those that have room again. */
    void regulate() {
        long bytesEach = limits.maxBytes() / Math.max(1, progress.size());
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> roomy = new ArrayList<>();
        progress.forEach((partition, account) -> {
            if (account.unfinishedRecords() >= limits.maxRecords() || account.unfinishedBytes() >= bytesEach) {
                full.add(partition);
            } else if (account.unfinishedRecords() * 2 <= limits.maxRecords()
                    && account.unfinishedBytes() * 2 <= bytesEach) {
                roomy.add(partition);
            }
        });
        consumer.pause(full);
        consumer.resume(roomy);
    }

    void commitAsync() {
        Map<TopicPartition, OffsetAndMetadata> finished = finished();
        if (finished.isEmpty()) {
            return;
        }
        consumer.commitAsync(finished, (offsets, failure) -> {
            if (failure == null) {
                markCommitted(offsets);
            } else {
                // The next commit says more than this one would have.
                LOG.atInfo().addKeyValue("reason", failure.toString()).log("offsets not committed, will be later");
            }
        });
    }

    /** Commits what is finished; a failure costs only that it is done again, with the same keys. */
    void commitSync() {
        Map<TopicPartition, OffsetAndMetadata> finished = finished();
        if (finished.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(finished, COMMIT_TIMEOUT);
            markCommitted(finished);
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("reason", e.toString()).log("offsets not committed, work will be done again");
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> finished() {
        Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
        progress.forEach((partition, account) ->
                account.committable().ifPresent(offset -> finished.put(partition, new OffsetAndMetadata(offset))));
        return finished;
    }

    private void markCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            PartitionProgress account = progress.get(partition);
            if (account != null) {
                account.committed(offset.offset());
            }
        });
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        try {
            return consumer.endOffsets(partitions);
        } catch (KafkaException e) {
            // Not knowing the ends, every record may have been seen by an earlier owner.
            LOG.atWarn().addKeyValue("reason", e.toString()).log("end offsets not known");
            return Map.of();
        }
    }
}
