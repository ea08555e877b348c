package io.stocktide.standalone.verify;

import io.stocktide.service.kafka.AdminAnswers;
import io.stocktide.service.shops.ConfigException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What the cluster knows of the topics and of the application. */
final class Cluster implements AutoCloseable {
    private final Admin admin;

    Cluster(Map<String, String> clientProperties) {
        this.admin = Admin.create(new HashMap<>(clientProperties));
    }

    /** How many partitions each of the topics has; throws {@link ConfigException} where one is missing or differs. */
    int partitions(Collection<String> topics) {
        Set<String> present = AdminAnswers.await(admin.listTopics().names());
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(present);
        if (!missing.isEmpty()) {
            throw new ConfigException("the cluster has no topic " + String.join(", ", missing)
                    + "; is --application-id that of a topology that has run?");
        }
        Map<String, Integer> counts = new TreeMap<>();
        AdminAnswers.await(admin.describeTopics(topics).allTopicNames())
                .forEach((name, description) ->
                        counts.put(name, description.partitions().size()));
        if (Set.copyOf(counts.values()).size() > 1) {
            throw new ConfigException("the topics must have the same number of partitions, and have " + counts);
        }
        return counts.values().iterator().next();
    }

    /** How far the group has come; empty where it has committed nothing. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        AdminAnswers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, committed) -> {
                    if (committed != null) {
                        offsets.put(partition, committed.offset());
                    }
                });
        return offsets;
    }

    /** Where the partitions begin. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Where what is committed ends. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** The first offset of a record of then or later; the one given where there is none. */
    long offsetAt(TopicPartition partition, long millis, long otherwise) {
        long found =
                offsets(List.of(partition), OffsetSpec.forTimestamp(millis)).get(partition);
        return found < 0 ? otherwise : found;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        AdminAnswers.await(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** The newest time of any record, in milliseconds since the epoch; empty where there is none. */
    OptionalLong newestMillis(TopicPartition partition) {
        ListOffsetsResultInfo newest = AdminAnswers.await(
                admin.listOffsets(Map.of(partition, OffsetSpec.maxTimestamp())).partitionResult(partition));
        return newest.offset() < 0 ? OptionalLong.empty() : OptionalLong.of(newest.timestamp());
    }

    @Override
    public void close() {
        admin.close();
    }
}
