package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.topology.webhooks.WebhookFact;
import io.stocktide.topology.webhooks.WebhookReader;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The body of an order becomes a fact, in one pass. */
public class ReadingBenchmark extends HotPath {
    private static final int BODIES = 64;
    private static final Optional<Instant> TRIGGERED_AT = Optional.of(Instant.parse("2026-11-20T10:00:00.290670248Z"));

    /** Of 8.7 and of 32 KB. */
    @Param({"2", "20"})
    public int lines;

    private final WebhookReader reader = new WebhookReader();
    private byte[][] bodies;
    private int next;

    @Setup
    public void make() {
        OrderBodies orders = new OrderBodies(SEED, 1, SKUS, false, lines, OrderBodies.SECRET);
        bodies = Stream.generate(() -> orders.next().body()).limit(BODIES).toArray(byte[][]::new);
    }

    @Benchmark
    public WebhookFact order() {
        return reader.read(OrderBodies.TOPIC, bodies[next++ % BODIES], TRIGGERED_AT, 0);
    }
}
