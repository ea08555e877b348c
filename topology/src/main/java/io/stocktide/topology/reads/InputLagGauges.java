package io.stocktide.topology.reads;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.metrics.Remembered;
import io.stocktide.topology.routing.Freshness;
import io.stocktide.topology.routing.InputLag;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.state.InputPositions;
import io.stocktide.topology.streams.ActiveTasks;
import io.stocktide.topology.streams.Stores;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Shows how far this instance's tasks are behind each input; no broker is asked for it. */
final class InputLagGauges {
    private static final Duration WHILE = Duration.ofSeconds(1);
    private static final double MILLIS_PER_SECOND = 1000;

    private final ActiveTasks tasks;
    private final Freshness freshness;

    private InputLagGauges(ActiveTasks tasks, Freshness freshness) {
        this.tasks = tasks;
        this.freshness = freshness;
    }

    static void register(MeterRegistry registry, ActiveTasks tasks, Freshness freshness) {
        InputLagGauges gauges = new InputLagGauges(tasks, freshness);
        Supplier<List<InputLag[]>> lags = new Remembered<>(WHILE, gauges::read);
        for (int i = 0; i < InputPositions.INPUTS.size(); i++) {
            int input = i;
            String topic = InputPositions.INPUTS.get(input);
            Gauge.builder("stocktide.input.lag.records", () -> sum(lags.get(), input))
                    .description("Records of a topic that wait to be taken in")
                    .tag("topic", topic)
                    .register(registry);
            Gauge.builder("stocktide.input.lag.seconds", () -> worst(lags.get(), input))
                    .description("All that the topic held so long ago has been taken in, at the worst partition;"
                            + " infinite where that is more than five minutes ago")
                    .tag("topic", topic)
                    .register(registry);
        }
    }

    private List<InputLag[]> read() {
        return tasks.partitions().stream()
                .flatMap(partition -> lags(partition).stream())
                .toList();
    }

    /** Of a partition that is here; nothing where it goes meanwhile. */
    private List<InputLag[]> lags(int partition) {
        try {
            return LocalStores.orNotHere(() -> {
                ReadOnlyKeyValueStore<Bytes, byte[]> store = tasks.store(partition, Stores.SHOP_STATE);
                return store == null
                        ? List.<InputLag[]>of()
                        : freshness.inputLags(partition, store).stream().toList();
            });
        } catch (NotHereException e) {
            return List.of();
        }
    }

    private static double sum(List<InputLag[]> lags, int input) {
        return lags.stream().mapToDouble(each -> each[input].records()).sum();
    }

    private static double worst(List<InputLag[]> lags, int input) {
        return lags.stream().mapToDouble(each -> seconds(each[input])).max().orElse(0);
    }

    private static double seconds(InputLag lag) {
        return lag.atMostMillis().isEmpty()
                ? Double.POSITIVE_INFINITY
                : lag.atMostMillis().getAsLong() / MILLIS_PER_SECOND;
    }
}
