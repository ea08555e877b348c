package io.stocktide.bench.process;

import io.stocktide.service.kafka.TopicAdmin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** A broker of its own for one measurement, with all topics of Stocktide. */
public final class Cluster implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private final int port = Ports.free();
    private final int partitions;
    private final Child broker;
    private final Admin admin;

    /** @param partitions of each topic */
    public Cluster(Path dir, int partitions) throws Exception {
        this.partitions = partitions;
        Path kafka = Files.createDirectories(dir).resolve("kafka");
        broker = Child.java(
                "broker", dir, List.of("-Xmx1g"), BrokerMain.class, kafka.toString(), Integer.toString(port));
        Waiting.until(TO_START, "the broker", () -> broker.hasSaid("ready"));
        try (TopicAdmin topics = new TopicAdmin(client())) {
            topics.create(partitions, (short) 1);
        }
        admin = Admin.create(Map.<String, Object>copyOf(client()));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public Map<String, String> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    public Child broker() {
        return broker;
    }

    public int partitions() {
        return partitions;
    }

    /** How many records a group has still to read of a topic; what no transaction has committed is not among it. */
    public long lag(String group, String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (var end : ends(topic).entrySet()) {
            OffsetAndMetadata at = committed.get(end.getKey());
            lag += end.getValue().offset() - (at == null ? 0 : at.offset());
        }
        return lag;
    }

    /** How many records of a topic are committed, with the markers that say so: a while after a commit, all are. */
    public long committed(String topic) throws InterruptedException, ExecutionException {
        return ends(topic).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        broker.close();
    }
}
