package io.stocktide.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everything that lies on a cluster, whoever wrote it, as bytes; and how to make the cluster compact it now. */
final class RawTopics {
    private final Map<String, Object> config;

    RawTopics(String bootstrapServers) {
        this.config = Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Every topic, the internal ones too. */
    Collection<String> names() throws Exception {
        try (Admin admin = Admin.create(config)) {
            return new TreeSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
        }
    }

    /** Every record from the beginning, also of transactions that were aborted. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The last value of each key that begins so; null where that is a tombstone. */
    Map<String, byte[]> latest(String topic, String keyPrefix) {
        Map<String, byte[]> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(keyPrefix)) {
                latest.put(key, record.value());
            }
        }
        return latest;
    }

    /** Which of the words stand in a key, a value or a header of which topics, as "topic: word". */
    Collection<String> find(Collection<String> words) throws Exception {
        Collection<String> found = new TreeSet<>();
        for (String topic : names()) {
            for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
                String text = text(record);
                words.stream().filter(text::contains).forEach(word -> found.add(topic + ": " + word));
            }
        }
        return found;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(latin(record.key())).append(' ').append(latin(record.value()));
        record.headers()
                .forEach(header ->
                        text.append(' ').append(header.key()).append(' ').append(latin(header.value())));
        return text.toString();
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** From here on each record closes the segment before it, and what is closed is compacted as soon as may be. */
    void compactAtOnce(String... topics) throws Exception {
        Map<String, String> eager = Map.of(
                "segment.ms", "1",
                "segment.jitter.ms", "0",
                "min.cleanable.dirty.ratio", "0.0",
                "max.compaction.lag.ms", "1",
                "delete.retention.ms", "1");
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : topics) {
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), set(eager));
        }
        changes.put(new ConfigResource(ConfigResource.Type.BROKER, ""), set(Map.of("log.cleaner.backoff.ms", "100")));
        try (Admin admin = Admin.create(config)) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static Collection<AlterConfigOp> set(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value ->
                        new AlterConfigOp(new ConfigEntry(value.getKey(), value.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    /** Closes the last segment of every partition: what is compacted is never the segment that is written to. */
    void closeSegments(String... topics) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = "nobody/filler".getBytes(StandardCharsets.UTF_8);
            Arrays.stream(topics)
                    .flatMap(topic -> producer.partitionsFor(topic).stream())
                    .forEach(partition -> {
                        var unused = producer.send(
                                new ProducerRecord<>(partition.topic(), partition.partition(), key, null));
                    });
            producer.flush();
        }
    }
}
