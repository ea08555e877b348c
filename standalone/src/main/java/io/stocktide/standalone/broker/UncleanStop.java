package io.stocktide.standalone.broker;

import io.stocktide.service.shops.ConfigException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * What a node that was killed must do before it serves again. The controller still believes the broker of before to be
 * alive, and leads with it until its session is over; only then may the new broker register, and every partition loses
 * its leader for a moment. Kafka 4.3 drops the markers of a transaction whose commit was decided but not yet written
 * down at a partition without a leader, as if the partition were deleted ({@code KRaftMetadataCache
 * .getPartitionLeaderEndpoint} is empty then): readers of committed records would stand still there for good. So the
 * controller runs alone first, with a short session, until it has fenced the broker of before. A multi-node cluster
 * has other replicas to lead, and is spared this.
 */
final class UncleanStop {
    /** Kafka leaves this file where it has closed its logs. */
    private static final String CLEAN = ".kafka_cleanshutdown";

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String SHORT_SESSION_MILLIS = "300";
    private static final String SHORT_HEARTBEAT_MILLIS = "100";
    /** A metric of the controller, https://kafka.apache.org/documentation/#monitoring. */
    private static final String FENCED = "kafka.controller:type=KafkaController,name=FencedBrokerCount";

    private UncleanStop() {}

    /** Properties that the controller alone and the whole node have in common. */
    static Map<String, String> node(Path dir, int nodeId, int controllerPort) {
        Map<String, String> properties = new HashMap<>();
        properties.put("node.id", Integer.toString(nodeId));
        properties.put("controller.quorum.voters", nodeId + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", dir.toString());
        return properties;
    }

    /** Returns once the controller knows that the broker is gone; at once where it was stopped properly. */
    static void settle(Path dir, int nodeId, int controllerPort) {
        if (Files.exists(dir.resolve(CLEAN))) {
            return;
        }
        Map<String, String> properties = node(dir, nodeId, controllerPort);
        properties.put("process.roles", "controller");
        properties.put("listeners", "CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("broker.session.timeout.ms", SHORT_SESSION_MILLIS);
        properties.put("broker.heartbeat.interval.ms", SHORT_HEARTBEAT_MILLIS);
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        controller.startup();
        try {
            awaitFenced();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void awaitFenced() {
        long deadlineNanos = System.nanoTime() + AT_MOST.toNanos();
        try {
            while (fencedBrokers() == 0) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new ConfigException("Kafka's controller does not come to terms with an unclean stop");
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException("interrupted while Kafka recovers from an unclean stop");
        }
    }

    private static int fencedBrokers() {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(FENCED), "Value");
            return ((Number) value).intValue();
        } catch (InstanceNotFoundException e) {
            return 0; // The controller is not yet that far.
        } catch (JMException e) {
            throw new IllegalStateException("Kafka no longer tells " + FENCED, e);
        }
    }
}
