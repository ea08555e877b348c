package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.topology.engine.Verdict;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it takes to know a webhook again, by its id alone, among 100,000 ids. All three pay the task, and the first
 * nothing else: the others less the first are the look-up in the store, and for a new id the write of it.
 */
public class DeduplicationBenchmark extends HotPath {
    private static final int REMEMBERED = 100_000;
    /** Nothing is made of its body, so remembering it is all there is to do. */
    private static final String NO_STOCK_MEANING = "carts/update";

    private static final byte[] BODY = {'{', '}'};

    private DrivenTopology topology;
    private int fresh;
    private int repeated;
    private int repeats;

    @Setup
    public void start() throws IOException {
        topology = new DrivenTopology();
        while (fresh < REMEMBERED) {
            unseen();
        }
    }

    /** A record that the topology passes over. */
    @Benchmark
    public void taskAlone() {
        topology.take(OrderBodies.TOPIC, "none", null);
    }

    @Benchmark
    public void seen() {
        repeated = (repeated + 7_919) % REMEMBERED;
        repeats++;
        topology.take(NO_STOCK_MEANING, id(repeated), BODY);
    }

    @Benchmark
    public void unseen() {
        topology.take(NO_STOCK_MEANING, id(fresh++), BODY);
    }

    /** Of the length of Shopify's, a UUID. */
    private static String id(int number) {
        return "8a95126f-859a-4db9-b8f1-" + (100_000_000_000L + number * 7L);
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        topology.check(Verdict.NO_STOCK_MEANING, fresh);
        topology.check(Verdict.DUPLICATE, repeats);
        topology.close();
    }
}
