package io.stocktide.ingest;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The one producer's configuration. Settings win in this order: what the promises need, the operator's, ours. */
final class ProducerConfigs {
    /** How often an idle producer asks for metadata; its age tells whether Kafka answers ({@link ProducerHealth}). */
    static final Duration METADATA_REFRESH = Duration.ofSeconds(5);

    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    private ProducerConfigs() {}

    /** Throws {@link ConfigException} where Kafka's client does not take the properties. */
    static Producer<String, byte[]> producer(IngestSettings settings) {
        try {
            return new KafkaProducer<>(of(settings));
        } catch (KafkaException e) {
            String why = e.getCause() instanceof KafkaException cause ? cause.getMessage() : e.getMessage();
            throw new ConfigException("Kafka's client does not take its properties: " + why);
        }
    }

    static Map<String, Object> of(IngestSettings settings) {
        Map<String, Object> configs = new HashMap<>(tunable());
        configs.putAll(settings.kafka());
        configs.putAll(fixed(settings));
        return configs;
    }

    private static Map<String, Object> tunable() {
        return Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "stocktide-ingest",
                // Two milliseconds gather a burst into one request; the caller waits for a disk anyway.
                ProducerConfig.LINGER_MS_CONFIG,
                "2",
                ProducerConfig.BATCH_SIZE_CONFIG,
                Integer.toString(64 * 1024),
                // Order bodies are verbose JSON; they shrink severalfold on the wire and on Kafka's disk.
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.METADATA_MAX_AGE_CONFIG,
                Long.toString(METADATA_REFRESH.toMillis()),
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "500");
    }

    private static Map<String, Object> fixed(IngestSettings settings) {
        long ackMs = settings.ackTimeout().toMillis();
        Map<String, Object> fixed = new HashMap<>();
        fixed.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        fixed.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        fixed.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class);
        fixed.put(ProducerConfig.ACKS_CONFIG, "all");
        fixed.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        fixed.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(settings.bufferBytes()));
        fixed.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Integer.toString(settings.maxBodyBytes() + RECORD_OVERHEAD_BYTES));
        // send() holds a request's thread for at most this, be it for metadata or for room in the buffer.
        fixed.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(Math.min(250, ackMs)));
        // A request to Kafka may take as long as the caller waits. A record is given up after twice that: an ack that
        // comes too late for its caller is harmless, since the retry has the same key, and spares Kafka the retry's
        // cost; one that never comes must free its memory.
        fixed.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(ackMs));
        fixed.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(2 * ackMs));
        return fixed;
    }
}
