package io.stocktide.topology.replay;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.kafka.AdminAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where things are on the inputs of the topology. */
final class InputOffsets {
    private final Admin admin;

    InputOffsets(Admin admin) {
        this.admin = admin;
    }

    List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        List<String> names = Topics.inputs().stream().map(topic -> topic.name()).toList();
        AdminAnswers.await(admin.describeTopics(names).allTopicNames())
                .forEach((name, description) -> description
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    /** One offset for each partition; behind the last record where none is as late as asked for. */
    Map<TopicPartition, Long> at(OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions().forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                AdminAnswers.await(admin.listOffsets(asked).all()).entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        if (offsets.containsValue(-1L)) {
            Map<TopicPartition, Long> ends = at(OffsetSpec.latest());
            offsets.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
        }
        return offsets;
    }

    /** What a group has committed; partitions of which it has committed nothing are missing. */
    Map<TopicPartition, Long> committed(String groupId) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : AdminAnswers.await(
                        admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata())
                .entrySet()) {
            if (each.getValue() != null) {
                committed.put(each.getKey(), each.getValue().offset());
            }
        }
        return committed;
    }
}
