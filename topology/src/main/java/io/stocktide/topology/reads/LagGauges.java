package io.stocktide.topology.reads;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.rest.AsOf;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.streams.RunningTopology;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Shows how far this instance's copies are behind, the worst of each role; looked at when somebody asks. */
public final class LagGauges {
    private static final double MILLIS_PER_SECOND = 1000;

    private LagGauges() {}

    public static void register(MeterRegistry registry, RunningTopology running, LocalStores stores) {
        register(registry, AsOf.Role.ACTIVE, running.activeTasks()::partitions, stores::active);
        register(registry, AsOf.Role.STANDBY, running::standbyPartitions, stores::standby);
    }

    private static void register(
            MeterRegistry registry, AsOf.Role role, Supplier<Set<Integer>> partitions, IntFunction<LocalCopy> copies) {
        register(registry, role, () -> worst(partitions.get(), copies));
        Gauge.builder("stocktide.reads.partitions", () -> readable(partitions.get(), copies))
                .description("Partitions of which the role's copy here can answer")
                .tag("role", role.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static void register(MeterRegistry registry, AsOf.Role role, Supplier<Number> worstSeconds) {
        Gauge.builder("stocktide.reads.lag", worstSeconds)
                .description("How old the state is at most, in seconds, the worst partition of the role;"
                        + " infinite where a copy cannot tell and so, but for an active one, does not answer")
                .baseUnit("seconds")
                .tag("role", role.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double worst(Set<Integer> partitions, IntFunction<LocalCopy> copies) {
        return partitions.stream()
                .mapToDouble(partition -> seconds(partition, copies))
                .max()
                .orElse(0);
    }

    private static long readable(Set<Integer> partitions, IntFunction<LocalCopy> copies) {
        return partitions.stream()
                .filter(partition -> Double.isFinite(seconds(partition, copies)))
                .count();
    }

    private static double seconds(int partition, IntFunction<LocalCopy> copies) {
        try {
            Long lagMillis = copies.apply(partition).asOf().lagMillis();
            return lagMillis == null ? Double.POSITIVE_INFINITY : lagMillis / MILLIS_PER_SECOND;
        } catch (NotHereException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
