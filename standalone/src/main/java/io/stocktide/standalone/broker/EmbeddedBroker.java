package io.stocktide.standalone.broker;

import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka node, broker and controller in one (KRaft), on loopback. Its data outlives it. */
public final class EmbeddedBroker implements Broker {
    private static final int NODE_ID = 1;
    private static final String LOOPBACK = "127.0.0.1";

    private final Path dir;
    private final int port;
    private final int controllerPort;
    private KafkaRaftServer server;

    /**
     * @param dir where its data lies; formatted where it is empty
     * @param port 0 takes any free one
     */
    public EmbeddedBroker(Path dir, int port) {
        this.dir = dir;
        this.port = port == 0 ? freePort() : port;
        this.controllerPort = freePort();
    }

    /** Throws {@link ConfigException} where the data cannot be used or the port is taken. */
    @Override
    public void start() {
        if (isTaken(port)) {
            throw new ConfigException("port " + port + " is taken, and the embedded broker wants it");
        }
        if (isInUse()) {
            throw new ConfigException("another process uses the data in " + dir + "; is 'stocktide up' running on it?");
        }
        if (isFormatted()) {
            UncleanStop.settle(dir, NODE_ID, controllerPort);
        } else {
            format();
        }
        server = new KafkaRaftServer(new KafkaConfig(properties(), false), Time.SYSTEM);
        server.startup();
    }

    /** As Kafka itself asks, which would end this process. */
    private boolean isInUse() {
        Path lock = dir.resolve(".lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new ConfigException("cannot use Kafka's data in " + dir + ": " + e.getMessage());
        }
    }

    private boolean isFormatted() {
        return Files.exists(dir.resolve("meta.properties"));
    }

    @Override
    public String bootstrapServers() {
        return LOOPBACK + ':' + port;
    }

    private void format() {
        try {
            Files.createDirectories(dir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .addDirectory(dir.toString())
                    .setMetadataLogDirectory(dir.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new ConfigException("cannot lay out Kafka's data in " + dir + ": " + e.getMessage());
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(UncleanStop.node(dir, NODE_ID, controllerPort));
        properties.put("process.roles", "broker,controller");
        properties.put(
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + port + ",CONTROLLER://" + LOOPBACK + ":" + controllerPort);
        // A pause of the machine must not fence the only broker: there is no other to take over.
        properties.put("broker.session.timeout.ms", "60000");
        properties.put("auto.create.topics.enable", "false");
        // One node has no one to replicate to, and few partitions start sooner.
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        return properties;
    }

    private static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As Kafka itself binds: a connection of the last run that lingers is no obstacle.
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(LOOPBACK, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
