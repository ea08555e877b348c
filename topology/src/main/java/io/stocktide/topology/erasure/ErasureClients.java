package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the eraser's Kafka clients. What the user sets wins over our defaults, and loses to what correctness rests on. */
final class ErasureClients {
    /** As large as a topic takes: a copy is as large as the webhook. */
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;
    /** One scan serves all requests of a poll, and each of them reads each body of its shop. */
    private static final int MAX_REQUESTS = 100;

    private final Map<String, String> client;
    private final String groupId;
    private final String instanceId;

    ErasureClients(Map<String, String> client, String groupId, String instanceId) {
        this.client = client;
        this.groupId = groupId;
        this.instanceId = instanceId;
    }

    /** Takes requests, committed ones alone. */
    Consumer<String, byte[]> requests() {
        Map<String, Object> config = consumerConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId + "-eraser");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_REQUESTS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads whatever lies on a topic, also what an aborted transaction left. */
    Consumer<String, byte[]> scanner() {
        Map<String, Object> config = consumerConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId + "-scan");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    Producer<String, byte[]> producer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, groupId);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        config.putAll(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class.getName());
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
