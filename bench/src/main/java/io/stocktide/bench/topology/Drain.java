package io.stocktide.bench.topology;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Feed;
import io.stocktide.bench.process.Waiting;
import io.stocktide.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how a reader of the topic {@code webhooks} drains it: the catalogue first, then orders to warm up, then the
 * orders that count. Each run has a broker and processes of its own.
 */
public final class Drain {
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    static final String SECRET = "bench-secret-of-no-shop";

    /** A reader, in processes of its own. */
    public interface Reader {
        /** Starts it; returns its processes, the one that reads first. */
        List<Child> start(Cluster cluster, Path dir) throws Exception;

        /** The group whose offsets tell how far it is. */
        String group();

        /** Whether it wants the catalogue, and is to have read it before the orders come. */
        boolean readsCatalogue();
    }

    /**
     * What was seen.
     *
     * @param cpuMicros what its processes used for an order
     * @param brokerCpuMicros what the broker used for an order
     */
    public record Seen(
            double ordersPerSecond,
            double cpuMicros,
            double besideCpuMicros,
            double brokerCpuMicros,
            long peakMebibytes) {}

    private Drain() {}

    public static Seen run(Path dir, Load load, long seed, Reader reader) throws Exception {
        try (Cluster cluster = new Cluster(dir, load.partitions());
                Feed feed = new Feed(cluster.client())) {
            List<Child> processes = new ArrayList<>();
            try {
                if (reader.readsCatalogue()) {
                    feed.catalogue(load.shops(), load.skus());
                }
                processes.addAll(reader.start(cluster, dir));
                if (reader.readsCatalogue()) {
                    drained(cluster, reader, Topics.SNAPSHOTS.name(), processes);
                }
                OrderBodies bodies =
                        new OrderBodies(seed, load.shops(), load.skus(), load.zipf(), load.lines(), SECRET);
                feed.orders(bodies, load.warmUp());
                drained(cluster, reader, Topics.WEBHOOKS.name(), processes);
                feed.orders(bodies, load.orders());
                return measure(cluster, reader, processes);
            } finally {
                for (int i = processes.size() - 1; i >= 0; i--) {
                    processes.get(i).close();
                }
            }
        }
    }

    private static Seen measure(Cluster cluster, Reader reader, List<Child> processes) throws Exception {
        // Some are read between the commit and this line; what is left is what counts.
        long left = cluster.lag(reader.group(), Topics.WEBHOOKS.name());
        long began = System.nanoTime();
        double own = processes.get(0).cpuSeconds();
        double all = processes.stream().mapToDouble(Child::cpuSeconds).sum();
        double broker = cluster.broker().cpuSeconds();
        drained(cluster, reader, Topics.WEBHOOKS.name(), processes);
        double seconds = (System.nanoTime() - began) / 1e9;
        double ownUsed = processes.get(0).cpuSeconds() - own;
        double allUsed = processes.stream().mapToDouble(Child::cpuSeconds).sum() - all;
        double brokerUsed = cluster.broker().cpuSeconds() - broker;
        return new Seen(
                left / seconds,
                ownUsed * 1e6 / left,
                (allUsed - ownUsed) * 1e6 / left,
                brokerUsed * 1e6 / left,
                processes.get(0).peakMebibytes());
    }

    private static void drained(Cluster cluster, Reader reader, String topic, List<Child> processes) throws Exception {
        Waiting.until(AT_MOST, topic + " to be read", () -> {
            processes.forEach(Child::requireAlive);
            return cluster.lag(reader.group(), topic) <= cluster.partitions();
        });
    }
}
