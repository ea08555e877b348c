package io.stocktide.topology.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Kafka's clients for streams. Settings win in this order: what is needed, the operator's, ours. */
final class StreamConsumers {
    /** Heartbeats wait for as long where Kafka does not answer. */
    private static final int ANSWER_MILLIS = 2_000;
    /** All that one of them ever holds of the topic. */
    private static final int MAX_FETCH_BYTES = 2 * 1024 * 1024;

    private static final int MAX_PARTITION_FETCH_BYTES = 512 * 1024;

    private final Map<String, String> client;

    StreamConsumers(Map<String, String> client) {
        this.client = client;
    }

    /** Fails where its place in the topic is gone: then the topic is another one. */
    Consumer<String, byte[]> tail() {
        return consumer("stocktide-stock-tail", "none");
    }

    /** What has been deleted is passed over. */
    Consumer<String, byte[]> catchUp() {
        return consumer("stocktide-stock-catch-up", "earliest");
    }

    private Consumer<String, byte[]> consumer(String id, String whereOutOfRange) {
        return new KafkaConsumer<>(config(id, whereOutOfRange), new StringDeserializer(), new ByteArrayDeserializer());
    }

    Map<String, Object> config(String id, String whereOutOfRange) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, id);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.putAll(client);
        // Every instance reads for its own readers, and leaves no trace.
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, whereOutOfRange);
        // What the topology takes back was never so.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return config;
    }
}
