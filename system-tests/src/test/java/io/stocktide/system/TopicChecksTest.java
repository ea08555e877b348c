package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.standalone.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stocktide topics create} and {@code check}, and what the topology checks when it starts. */
@Tag("broker")
class TopicChecksTest {
    @TempDir
    Path dir;

    private Broker broker;
    private TopicAdmin topics;
    private Admin kafka;

    @BeforeEach
    void start() {
        broker = Brokers.in(dir);
        broker.start();
        topics = new TopicAdmin(Map.of("bootstrap.servers", broker.bootstrapServers()));
        kafka = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        kafka.close();
        topics.close();
        broker.close();
    }

    @Test
    void topics_are_made_once_as_the_contract_says_and_then_nothing_is_wrong() throws Exception {
        assertThat(topics.check())
                .hasSize(Topics.all().size())
                .allSatisfy(fault -> assertThat(fault).contains("is missing"));

        assertThat(topics.create(3, (short) 1))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
        assertThat(topics.create(5, (short) 1)).isEmpty();

        assertThat(topics.check()).isEmpty();
        assertThat(partitions("batches")).isEqualTo(3);
        assertThat(config("webhooks", "cleanup.policy").split(",")).containsExactlyInAnyOrder("compact", "delete");
        assertThat(config("webhooks", "segment.ms")).isEqualTo(days(1));
        assertThat(config("webhooks", "max.compaction.lag.ms")).isEqualTo(days(7));
        assertThat(config("stock", "cleanup.policy")).isEqualTo("compact");
        assertThat(config("ledger", "cleanup.policy")).isEqualTo("delete");
        // What is kept for hours must not lie in a segment that stays open for a week.
        assertThat(config("pulses", "retention.ms")).isEqualTo(minutes(120));
        assertThat(config("pulses", "segment.ms")).isEqualTo(minutes(30));
    }

    @Test
    void inputs_that_differ_in_partitions_are_named() throws Exception {
        kafka.createTopics(List.of(new NewTopic("webhooks", 2, (short) 1)))
                .all()
                .get();
        topics.create(3, (short) 1);

        assertThat(topics.check())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault).contains("same number of partitions", "webhooks=2", "deliveries=3"));
    }

    @Test
    void a_cluster_without_the_second_version_of_transactions_is_named() throws Exception {
        topics.create(1, (short) 1);
        kafka.updateFeatures(
                        Map.of(
                                "transaction.version",
                                new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
                        new UpdateFeaturesOptions())
                .all()
                .get();

        await().untilAsserted(() -> assertThat(topics.check())
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("transaction.version", "must be 2")));
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private static String minutes(int minutes) {
        return Long.toString(Duration.ofMinutes(minutes).toMillis());
    }

    private int partitions(String topic) throws Exception {
        return kafka.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private String config(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = kafka.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.get(name).value();
    }
}
