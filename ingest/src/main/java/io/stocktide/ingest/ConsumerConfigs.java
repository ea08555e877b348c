package io.stocktide.ingest;

import io.stocktide.service.shops.ConfigException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The configuration of the consumer of replies. Settings win in this order: what correctness needs, the operator's, ours. */
final class ConsumerConfigs {
    private ConsumerConfigs() {}

    /** Throws {@link ConfigException} where Kafka's client does not take the properties. */
    static Consumer<byte[], byte[]> consumer(IngestSettings settings) {
        try {
            return new KafkaConsumer<>(of(settings));
        } catch (KafkaException e) {
            String why = e.getCause() instanceof KafkaException cause ? cause.getMessage() : e.getMessage();
            throw new ConfigException("Kafka's client does not take its properties: " + why);
        }
    }

    static Map<String, Object> of(IngestSettings settings) {
        Map<String, Object> configs = new HashMap<>(tunable());
        configs.putAll(settings.kafka());
        // Every instance reads all replies, from where it starts: a group would share them out.
        configs.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configs.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        configs.putAll(fixed());
        return configs;
    }

    private static Map<String, Object> tunable() {
        return Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "stocktide-ingest-replies",
                // A reply ends the wait at once; this is only how long Kafka holds a request that finds nothing.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                "100",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Integer.toString(8 * 1024 * 1024),
                // How soon new partitions are noticed.
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                Long.toString(ProducerConfigs.METADATA_REFRESH.toMillis()),
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "500");
    }

    private static Map<String, Object> fixed() {
        return Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                // What the topology takes back was never decided.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    }
}
