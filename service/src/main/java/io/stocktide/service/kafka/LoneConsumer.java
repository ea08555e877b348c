package io.stocktide.service.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of no group, of what is committed: every instance reads for itself, and leaves no trace. */
public final class LoneConsumer {
    private LoneConsumer() {}

    /** Made by {@link #config}. */
    public static Consumer<String, byte[]> open(
            Map<String, Object> ours, Map<String, String> client, String whereOutOfRange) {
        return new KafkaConsumer<>(
                config(ours, client, whereOutOfRange), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Settings win in this order: what is needed, the operator's, ours.
     *
     * @param client as Kafka's clients take it
     * @param whereOutOfRange {@code earliest}, {@code latest} or {@code none}, where an offset is no longer there
     */
    public static Map<String, Object> config(
            Map<String, Object> ours, Map<String, String> client, String whereOutOfRange) {
        Map<String, Object> config = new HashMap<>(ours);
        config.putAll(client);
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
