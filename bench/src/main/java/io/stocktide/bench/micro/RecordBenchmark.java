package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.CatalogBodies;
import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.bodies.OrderBodies.Signed;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.orders.OrderVersion.LineVersion;
import io.stocktide.topology.webhooks.WebhookFact.OrderSeen;
import io.stocktide.topology.webhooks.WebhookReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A whole order of two lines through the topology and its stores on disk, of a catalog of 1,000 SKUs that sell alike;
 * the broker alone is missing. Orders are made before, so a run is a number of them and not a time.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 12)
@Measurement(iterations = 5)
public class RecordBenchmark extends HotPath {
    private static final int ORDERS = 2_000;

    private record Arrival(Signed order, List<byte[]> levels) {}

    private final OrderBodies bodies = new OrderBodies(SEED, 1, SKUS, false, 2, OrderBodies.SECRET);
    private final WebhookReader reader = new WebhookReader();
    private final List<Arrival> made = new ArrayList<>();
    private final long[] available = new long[SKUS];
    private DrivenTopology topology;
    private int next;
    private long levelsTold = SKUS;

    @Setup
    public void start(BenchmarkParams parameters) throws IOException {
        Arrays.fill(available, DrivenTopology.AVAILABLE);
        make(ORDERS
                * (parameters.getWarmup().getCount()
                        + parameters.getMeasurement().getCount()));
        topology = new DrivenTopology();
        topology.tellCatalog(SKUS);
    }

    private void make(int count) {
        for (int i = 0; i < count; i++) {
            Signed order = bodies.next();
            Instant at = OrderBodies.START.plusSeconds(made.size() / 1_000);
            made.add(new Arrival(order, levelsAfter(order, at)));
        }
    }

    /** What Shopify tells of the levels once it has applied the order. */
    private List<byte[]> levelsAfter(Signed order, Instant at) {
        List<byte[]> levels = new ArrayList<>();
        for (LineVersion line : linesOf(order)) {
            int sku = (int) (line.variantId() - OrderBodies.variantId(0));
            available[sku] -= line.quantity();
            levels.add(CatalogBodies.level(sku, available[sku], at));
        }
        return levels;
    }

    private List<LineVersion> linesOf(Signed order) {
        return ((OrderSeen) reader.read(OrderBodies.TOPIC, order.body(), Optional.empty(), 0))
                .version()
                .lines();
    }

    /** The order alone. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void order() {
        for (int i = 0; i < ORDERS; i++) {
            Signed order = made.get(next++).order();
            topology.take(OrderBodies.TOPIC, order.webhookId(), order.body());
        }
    }

    /** The order, and the update of each of its two levels with which Shopify follows it: three webhooks. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void orderAndItsLevels() {
        for (int i = 0; i < ORDERS; i++) {
            Arrival arrival = made.get(next++);
            topology.take(
                    OrderBodies.TOPIC,
                    arrival.order().webhookId(),
                    arrival.order().body());
            for (byte[] level : arrival.levels()) {
                topology.take(CatalogBodies.LEVEL_TOPIC, "u-" + levelsTold++, level);
            }
        }
    }

    @TearDown
    public void stop() throws IOException {
        int products = SKUS / CatalogBodies.MAX_VARIANTS;
        topology.check(Verdict.APPLIED, products + levelsTold + next);
        topology.close();
    }
}
