package io.stocktide.system;

import io.stocktide.standalone.broker.Broker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** Three Kafka nodes in this process, each broker and controller, on loopback: topics can have three replicas. */
final class ThreeNodes implements Broker {
    static final short REPLICAS = 3;

    private static final String LOOPBACK = "127.0.0.1";

    private final Path dir;
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<Integer> ports = Ports.free(REPLICAS);
    private final List<Integer> controllerPorts = Ports.free(REPLICAS);
    private final List<KafkaRaftServer> servers = new ArrayList<>();

    ThreeNodes(Path dir) {
        this.dir = dir;
    }

    /** A node alone would wait for the quorum, so they start at the same time. */
    @Override
    public void start() {
        for (int node = 1; node <= REPLICAS; node++) {
            format(node);
            servers.add(new KafkaRaftServer(new KafkaConfig(properties(node), false), Time.SYSTEM));
        }
        servers.parallelStream().forEach(KafkaRaftServer::startup);
    }

    private void format(int node) {
        try {
            Files.createDirectories(logs(node));
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId)
                    .setNodeId(node)
                    .addDirectory(logs(node).toString())
                    .setMetadataLogDirectory(logs(node).toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Path logs(int node) {
        return dir.resolve("node-" + node);
    }

    private Map<String, String> properties(int node) {
        Map<String, String> properties = new HashMap<>();
        properties.put("node.id", Integer.toString(node));
        properties.put("process.roles", "broker,controller");
        properties.put("log.dirs", logs(node).toString());
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, REPLICAS)
                        .mapToObj(voter -> voter + "@" + LOOPBACK + ":" + controllerPorts.get(voter - 1))
                        .collect(Collectors.joining(",")));
        properties.put(
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + ports.get(node - 1) + ",CONTROLLER://" + LOOPBACK + ":"
                        + controllerPorts.get(node - 1));
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("min.insync.replicas", "2");
        properties.put("default.replication.factor", Short.toString(REPLICAS));
        properties.put("group.initial.rebalance.delay.ms", "0");
        // Three nodes share this machine with all else: a pause of one must not move its partitions.
        properties.put("broker.session.timeout.ms", "30000");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        return properties;
    }

    @Override
    public String bootstrapServers() {
        return ports.stream().map(port -> LOOPBACK + ":" + port).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        servers.parallelStream().forEach(server -> {
            server.shutdown();
            server.awaitShutdown();
        });
    }
}
