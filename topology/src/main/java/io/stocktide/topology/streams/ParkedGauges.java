package io.stocktide.topology.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.metrics.Remembered;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.state.AgendaCounts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Shows what waits in this instance's tasks for something to become known. */
public final class ParkedGauges {
    /** A long agenda takes a tenth of a second to go through. */
    private static final Duration WHILE = Duration.ofSeconds(30);

    private ParkedGauges() {}

    public static void register(MeterRegistry registry, ActiveTasks tasks) {
        Supplier<Map<Agenda.Subject, Long>> counts = new Remembered<>(WHILE, () -> count(tasks));
        gauge(registry, counts, Agenda.Subject.PARKED_LINE, "lines", "Lines of channel events that wait for their SKU");
        gauge(registry, counts, Agenda.Subject.VARIANT, "variants", "Variants that orders wait for");
        gauge(registry, counts, Agenda.Subject.ITEM, "items", "Items in doubt that wait for Shopify's figure");
    }

    private static void gauge(
            MeterRegistry registry,
            Supplier<Map<Agenda.Subject, Long>> counts,
            Agenda.Subject subject,
            String what,
            String description) {
        Gauge.builder("stocktide.parked." + what, () -> counts.get().getOrDefault(subject, 0L))
                .description(description + "; counted up to 100,000 entries a partition")
                .register(registry);
    }

    private static Map<Agenda.Subject, Long> count(ActiveTasks tasks) {
        Map<Agenda.Subject, Long> sums = new EnumMap<>(Agenda.Subject.class);
        for (int partition : tasks.partitions()) {
            ReadOnlyKeyValueStore<Bytes, byte[]> store = tasks.store(partition, Stores.SHOP_STATE);
            if (store != null) {
                add(store, sums);
            }
        }
        return sums;
    }

    private static void add(ReadOnlyKeyValueStore<Bytes, byte[]> store, Map<Agenda.Subject, Long> sums) {
        try {
            AgendaCounts.of(store).forEach((subject, count) -> sums.merge(subject, count, Long::sum));
        } catch (StreamsException e) {
            // The task goes: whoever gets it counts it.
        }
    }
}
