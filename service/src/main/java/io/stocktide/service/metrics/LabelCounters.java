package io.stocktide.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A counter for each value of one label. Those that are known are there from the start, as {@link EnumCounters} are. */
public final class LabelCounters {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final String label;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    /** @param known the values that are known before any is counted */
    public LabelCounters(
            MeterRegistry registry, String name, String description, String label, Collection<String> known) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.label = label;
        known.forEach(value -> counters.put(value, register(value)));
    }

    /** @param value from a bounded set: each is a time series for as long as the process lives */
    public void increment(String value, double by) {
        Counter counter = counters.get(value);
        (counter != null ? counter : counters.computeIfAbsent(value, this::register)).increment(by);
    }

    private Counter register(String value) {
        return Counter.builder(name).description(description).tag(label, value).register(registry);
    }
}
