package io.stocktide.service.kafka;

import io.stocktide.schemas.topic.Cleanup;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/** Makes the topics and says what is wrong with those that are there. */
public final class TopicAdmin implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 30;
    private static final long VISIBILITY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String TRANSACTION_VERSION = "transaction.version";
    /** Kafka bounds a record at 1 MiB unless told; a webhook of 2 MiB must fit, headers and all. */
    private static final String MAX_MESSAGE_BYTES = Integer.toString(4 * 1024 * 1024);

    private static final Duration SHORT = Duration.ofDays(1);

    private final Admin admin;

    /**
     * @param clientProperties as Kafka's admin client takes them
     */
    public TopicAdmin(Map<String, String> clientProperties) {
        this.admin = Admin.create(new HashMap<>(clientProperties));
    }

    /** Makes the topics that are missing; those that are there stay as they are. Returns the names it made. */
    public List<String> create(int partitions, short replicationFactor) {
        Set<String> present = AdminAnswers.await(admin.listTopics().names());
        List<NewTopic> missing = Topics.all().stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), partitions, replicationFactor).configs(configs(topic)))
                .toList();
        AdminAnswers.await(admin.createTopics(missing).all());
        List<String> made = missing.stream().map(NewTopic::name).toList();
        awaitVisible(made);
        return made;
    }

    /** The controller has them, and brokers hear of it a little later: a check right after must not miss them. */
    private void awaitVisible(List<String> names) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!AdminAnswers.await(admin.listTopics().names()).containsAll(names)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new KafkaException("the topics were made, and are not seen after " + TIMEOUT_SECONDS + " s");
            }
            LockSupport.parkNanos(VISIBILITY_POLL_NANOS);
        }
    }

    /** What is wrong, one line each; empty where all is well. */
    public List<String> check() {
        List<String> faults = new ArrayList<>();
        Set<String> present = AdminAnswers.await(admin.listTopics().names());
        List<String> names = Topics.all().stream().map(Topic::name).toList();
        names.stream()
                .filter(name -> !present.contains(name))
                .forEach(name -> faults.add("the topic " + name + " is missing: run 'stocktide topics create'"));
        checkPartitions(present, faults);
        checkFeatures(faults);
        return faults;
    }

    private void checkPartitions(Set<String> present, List<String> faults) {
        List<String> inputs = Topics.inputs().stream()
                .map(Topic::name)
                .filter(present::contains)
                .toList();
        Map<String, TopicDescription> descriptions =
                AdminAnswers.await(admin.describeTopics(inputs).allTopicNames());
        Map<String, Integer> counts = new HashMap<>();
        descriptions.forEach(
                (name, description) -> counts.put(name, description.partitions().size()));
        if (counts.values().stream().distinct().count() > 1) {
            faults.add("the inputs must have the same number of partitions, and have " + counts);
        }
    }

    /** Exactly-once rests on the second version of transactions, which fences a zombie by each transaction. */
    private void checkFeatures(List<String> faults) {
        FeatureMetadata features = AdminAnswers.await(admin.describeFeatures().featureMetadata());
        FinalizedVersionRange version = features.finalizedFeatures().get(TRANSACTION_VERSION);
        if (version == null || version.maxVersionLevel() < 2) {
            faults.add("the cluster's feature " + TRANSACTION_VERSION + " must be 2 or higher: run 'kafka-features.sh"
                    + " upgrade --feature " + TRANSACTION_VERSION + "=2'");
        }
    }

    private static Map<String, String> configs(Topic<?> topic) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES);
        topic.retention()
                .ifPresent(kept -> configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
        // Kafka deletes whole segments, and closes one within a week unless told.
        topic.retention()
                .filter(kept -> kept.compareTo(SHORT) < 0)
                .ifPresent(kept -> configs.put(
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(kept.dividedBy(4).toMillis())));
        if (topic.cleanup() != Cleanup.DELETE) {
            // A replica that was away for less than a day still sees every tombstone.
            configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(TimeUnit.DAYS.toMillis(1)));
            // Shopify gives 30 days to erase. A tombstone erases once its segment is closed and has been compacted,
            // which a broker left to itself may put off for good.
            configs.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(TimeUnit.DAYS.toMillis(1)));
            configs.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(TimeUnit.DAYS.toMillis(7)));
        }
        return configs;
    }

    @Override
    public void close() {
        admin.close();
    }
}
