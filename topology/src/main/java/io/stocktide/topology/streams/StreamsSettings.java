package io.stocktide.topology.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How Kafka Streams is run.
 *
 * @param applicationId the group and the prefix of internal topics
 * @param instanceId names this instance through restarts, so that one is back before its tasks move
 * @param applicationServer host:port at which other instances reach this one's reads
 * @param client properties of the user's own, such as {@code bootstrap.servers} and TLS; they win over ours,
 *     but for the processing guarantee
 */
public record StreamsSettings(
        String applicationId,
        String instanceId,
        String applicationServer,
        Path stateDir,
        int threads,
        int standbys,
        Map<String, String> client) {
    /**
     * A restarted process is back in a fraction of it, so that its tasks stay where their state is. That long a killed
     * one's shops stand still, while standbys answer reads; less would take a long pause of the JVM or of a disk for a
     * death.
     */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(15);

    /** The least there may be. An instance that comes or comes back takes over its share as soon as it has caught up. */
    private static final Duration PROBING_INTERVAL = Duration.ofMinutes(1);

    /** Of one that is behind; one that keeps up asks for its commits sooner ({@link PromptCommits}). */
    private static final int COMMIT_INTERVAL_MILLIS = 100;

    private static final int LINGER_MILLIS = 40;
    private static final int BATCH_BYTES = 64 * 1024;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 30_000;
    private static final Duration COMPACTION_LAG = Duration.ofDays(7);
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    public StreamsSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one stream thread is needed");
        }
        if (standbys < 0) {
            throw new IllegalArgumentException("the number of standbys cannot be below zero");
        }
    }

    /** All of it as {@code KafkaStreams} takes it. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, applicationServer);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        // What the brokers hold is joined in the order of its time, so that after a pause a reservation expires against
        // what came before its end; but nothing waits for what nobody has sent yet.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        putLatency(properties);
        putMembership(properties);
        // A renamed processor must not silently start from an empty store.
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksDbMemory.class);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // What is erased must leave the changelogs too, within the 30 days that Shopify gives.
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG), COMPACTION_LAG.toMillis());
        properties.putAll(client);
        // Counts rest on it, so it is no option.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return properties;
    }

    /** At the default of 100 ms the poll alone would set the latency. */
    private static void putLatency(Map<String, Object> properties) {
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // Nobody may read a record before its commit, and the commit sends what lingers: to send sooner would only make
        // more and smaller requests of it.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        // In a burst a commit holds more of a partition than the default of 16 KiB.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    }

    /** Classic with static membership: the streams protocol has none in 4.3, and a restart would move every task. */
    private void putMembership(Map<String, Object> properties) {
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        // At the default of ten minutes an instance that was away for a few would idle as long: the markers of 50
        // commits a second alone put its copies further behind than acceptable.recovery.lag.
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_INTERVAL.toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                SESSION_TIMEOUT.toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int)
                SESSION_TIMEOUT.dividedBy(5).toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // The default of 10 s is less than closing a location with many items may take.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
    }
}
