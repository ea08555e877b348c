package io.stocktide.topology.topics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Kafka's client for looking at topics. Settings win in this order: what is needed, the operator's, ours. */
public final class TopicClients {
    private static final int ANSWER_MILLIS = 5_000;
    private static final int MAX_FETCH_BYTES = 8 * 1024 * 1024;

    private TopicClients() {}

    /**
     * A consumer of no group, of what is committed.
     *
     * @param client as Kafka's clients take it
     */
    public static Consumer<String, byte[]> consumer(Map<String, String> client, String clientId) {
        return new KafkaConsumer<>(config(client, clientId), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> config(Map<String, String> client, String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.putAll(client);
        // Whoever looks takes part in no group and leaves no trace.
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return config;
    }
}
