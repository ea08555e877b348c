package io.stocktide.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A counter for each constant, as a label in lower case. All are there from the start: of one that begins with its first
 * count, Prometheus sees no increase.
 */
public final class EnumCounters<E extends Enum<E>> {
    private final Map<E, Counter> counters;

    public EnumCounters(MeterRegistry registry, String name, String description, String label, Class<E> constants) {
        counters = new EnumMap<>(constants);
        for (E constant : constants.getEnumConstants()) {
            counters.put(
                    constant,
                    Counter.builder(name)
                            .description(description)
                            .tag(label, label(constant))
                            .register(registry));
        }
    }

    public void increment(E constant) {
        counters.get(constant).increment();
    }

    /** As a label writes it. */
    public static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
