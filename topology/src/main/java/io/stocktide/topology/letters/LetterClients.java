package io.stocktide.topology.letters;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's client for redriving. Settings win in this order: what is needed, the operator's, ours. */
final class LetterClients {
    private static final int ANSWER_MILLIS = 5_000;

    static final String CLIENT_ID = "stocktide-dead-letters";
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private LetterClients() {}

    static Producer<String, byte[]> producer(Map<String, String> client) {
        return new KafkaProducer<>(producerConfig(client), new StringSerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> producerConfig(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * ANSWER_MILLIS);
        config.putAll(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class.getName());
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return config;
    }
}
