package io.stocktide.system;

import io.stocktide.schemas.topic.ShopPartitioner;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes past every service, as a stranger with access to the cluster might. */
final class TopicWriter implements AutoCloseable {
    private static final int ANY_PARTITION = 0;

    private final KafkaProducer<String, byte[]> producer;

    private TopicWriter(Map<String, Object> config) {
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    static TopicWriter to(String bootstrapServers) {
        return new TopicWriter(Map.of("bootstrap.servers", bootstrapServers));
    }

    static TopicWriter inTransactions(String bootstrapServers) {
        TopicWriter writer =
                new TopicWriter(Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "a-stranger"));
        writer.producer.initTransactions();
        return writer;
    }

    /** Returns once the broker has it; no value is a tombstone, and headers come as name, value, name, value. */
    RecordMetadata write(String topic, String key, String value, String... headers) throws Exception {
        ProducerRecord<String, byte[]> record = record(topic, key, value);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return producer.send(record).get();
    }

    /** Completes once the broker has it. */
    Future<RecordMetadata> send(String topic, String key, String value) {
        return producer.send(record(topic, key, value));
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition(topic, key), key, bytes);
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    private int partition(String topic, String key) {
        int partitions = producer.partitionsFor(topic).size();
        return key.indexOf('/') > 0 ? ShopPartitioner.partitionOfKey(key, partitions) : ANY_PARTITION;
    }

    @Override
    public void close() {
        producer.close();
    }
}
