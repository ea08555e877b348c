package io.stocktide.sink;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.service.kafka.PromptWriter;
import io.stocktide.service.kafka.TopicFeed;
import io.stocktide.service.pulse.PulsePublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the sink's Kafka clients. Values are bytes: a poison record must not stop the consumer. */
interface KafkaClients {
    Consumer<String, byte[]> consumer(String groupId);

    Producer<String, byte[]> producer();

    /** Reads whole topics, in no group. */
    TopicFeed feed(String name, List<TopicFeed.Source<?>> sources);

    /** Writes pulses. */
    PromptWriter pulses();

    /** @param properties what the user sets wins over our defaults, and loses to what correctness rests on */
    static KafkaClients of(Map<String, String> properties) {
        return new KafkaClients() {
            @Override
            public Consumer<String, byte[]> consumer(String groupId) {
                return new KafkaConsumer<>(
                        consumerConfig(properties, groupId), new StringDeserializer(), new ByteArrayDeserializer());
            }

            @Override
            public TopicFeed feed(String name, List<TopicFeed.Source<?>> sources) {
                return new TopicFeed(name, properties, sources);
            }

            @Override
            public PromptWriter pulses() {
                return PulsePublisher.writer(properties);
            }

            @Override
            public Producer<String, byte[]> producer() {
                return new KafkaProducer<>(
                        producerConfig(properties), new StringSerializer(), new ByteArraySerializer());
            }
        };
    }

    static Map<String, Object> consumerConfig(Map<String, String> properties, String groupId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Small polls keep what goes past the flow limits small.
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        if (!"consumer".equalsIgnoreCase(properties.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            // Shops whose partition stays here go on while others move. The newer protocol does so by itself.
            config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putAll(properties);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }

    static Map<String, Object> producerConfig(Map<String, String> properties) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "stocktide-sync-sink");
        // The topology waits for a delivery before it forms the shop's next batch.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Sends run on the workers: with Kafka away they must not be held for a minute each.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.putAll(properties);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class.getName());
        return config;
    }
}
