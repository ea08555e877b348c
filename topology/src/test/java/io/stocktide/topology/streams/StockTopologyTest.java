package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class StockTopologyTest {
    private final TopologyDescription description = topology().describe();

    private static Topology topology() {
        return new StockTopology(TopologySettings.defaults(), new TopologyMetrics(new SimpleMeterRegistry())).get();
    }

    @Test
    void all_facts_of_a_partition_meet_in_one_sub_topology_without_a_repartition() {
        assertThat(description.subtopologies()).hasSize(1);
        assertThat(description.globalStores()).isEmpty();
        assertThat(sourceTopics())
                .isEqualTo(Topics.inputs().stream().map(Topic::name).collect(Collectors.toSet()));
    }

    private Set<String> sourceTopics() {
        Set<String> topics = new HashSet<>();
        description
                .subtopologies()
                .forEach(sub -> sub.nodes().stream()
                        .filter(TopologyDescription.Source.class::isInstance)
                        .map(TopologyDescription.Source.class::cast)
                        .forEach(source -> topics.addAll(source.topicSet())));
        return topics;
    }
}
