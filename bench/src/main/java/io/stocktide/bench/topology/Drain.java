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
 * orders that count, and at last whether all units that were sold are taken off. Each run has a broker and processes of
 * its own.
 */
final class Drain {
    static final List<String> COLUMNS = List.of("orders/s", "CPU µs", "CPU µs beside", "CPU µs broker", "peak MiB");
    static final List<Integer> DECIMALS = List.of(0, 1, 1, 1, 0);
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** A reader, in processes of its own. */
    interface Reader {
        /** Starts it; adds its processes as they start, the one that reads first. */
        void start(Cluster cluster, Path dir, Load load, List<Child> processes) throws Exception;

        /** The group whose offsets tell how far it is. */
        String group();

        /** Whether it wants the catalogue, and is to have read it before the orders come. */
        boolean readsCatalogue();

        /** Looks whether so many units are taken off in the end; throws {@link IllegalStateException} where not. */
        void requireTaken(Cluster cluster, long units) throws Exception;
    }

    private Drain() {}

    /** Returns a figure for each of {@link #COLUMNS}; those of CPU are for one order. */
    static double[] run(Path dir, Load load, long seed, Reader reader) throws Exception {
        List<Child> processes = new ArrayList<>();
        try (Cluster cluster = new Cluster(dir, load.partitions());
                AutoCloseable stopping = () -> closeAll(processes);
                Feed feed = new Feed(cluster.client())) {
            if (reader.readsCatalogue()) {
                feed.catalogue(load.shops(), load.skus());
            }
            reader.start(cluster, dir, load, processes);
            if (reader.readsCatalogue()) {
                awaitRead(cluster, reader.group(), Topics.SNAPSHOTS.name(), processes);
            }
            OrderBodies bodies = load.bodies(seed);
            long units = feed(cluster, feed, bodies, load.warmUp());
            awaitRead(cluster, reader.group(), Topics.WEBHOOKS.name(), processes);
            units += feed(cluster, feed, bodies, load.orders());
            double[] figures = measure(cluster, reader, processes);
            reader.requireTaken(cluster, units);
            return figures;
        }
    }

    /** Feeds so many orders, and returns the units that they take off once readers see them all. */
    static long feed(Cluster cluster, Feed feed, OrderBodies bodies, int count) throws Exception {
        String topic = Topics.WEBHOOKS.name();
        long before = cluster.committed(topic);
        long units = feed.orders(bodies, count);
        // The commit has been decided by now; the partitions hear of it one by one.
        Waiting.until(AT_MOST, "the orders to be seen", () -> cluster.committed(topic) >= before + count);
        return units;
    }

    /** In the order in which one needs the other, so from the first. */
    static void closeAll(List<Child> processes) {
        processes.forEach(Child::close);
        processes.clear();
    }

    private static double[] measure(Cluster cluster, Reader reader, List<Child> processes) throws Exception {
        // Some are read between the commit and this line; what is left is what counts.
        long left = cluster.lag(reader.group(), Topics.WEBHOOKS.name());
        long began = System.nanoTime();
        Child main = processes.get(0);
        List<Child> beside = processes.subList(1, processes.size());
        double ownBefore = main.cpuSeconds();
        double besideBefore = cpuSeconds(beside);
        double brokerBefore = cluster.broker().cpuSeconds();
        awaitRead(cluster, reader.group(), Topics.WEBHOOKS.name(), processes);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new double[] {
            left / seconds,
            (main.cpuSeconds() - ownBefore) * 1e6 / left,
            (cpuSeconds(beside) - besideBefore) * 1e6 / left,
            (cluster.broker().cpuSeconds() - brokerBefore) * 1e6 / left,
            main.peakMebibytes()
        };
    }

    private static double cpuSeconds(List<Child> processes) {
        return processes.stream().mapToDouble(Child::cpuSeconds).sum();
    }

    /** Until nothing is left but the markers of transactions, one a partition. */
    static void awaitRead(Cluster cluster, String group, String topic, List<Child> processes) throws Exception {
        Waiting.until(AT_MOST, topic + " to be read", () -> {
            processes.forEach(Child::requireAlive);
            return cluster.lag(group, topic) <= cluster.partitions();
        });
    }
}
