package io.stocktide.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A counter for each shop with a label of its own and one for all others; over all of them nothing is lost. */
public final class ShopCounters implements ShopLabels.Family {
    private final ShopLabels labels;
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final String label;
    private final List<String> values;
    private final Map<String, Map<String, Counter>> byShop = new HashMap<>();
    private final Map<String, Counter> others;

    ShopCounters(
            ShopLabels labels,
            MeterRegistry registry,
            String name,
            String description,
            String label,
            List<String> values) {
        this.labels = labels;
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.label = label;
        this.values = List.copyOf(values);
        this.others = register(ShopLabels.OTHER);
    }

    public void increment(String shop, double by) {
        increment(shop, "", by);
    }

    /** @param value one of those it was made with */
    public void increment(String shop, String value, double by) {
        // One lock for count and label: what moves from one to the other must not be counted in between.
        synchronized (labels) {
            Map<String, Counter> counters = labels.hear(shop) ? byShop.get(shop) : others;
            counters.get(value).increment(by);
        }
    }

    @Override
    public void entered(String shop) {
        byShop.put(shop, register(shop));
    }

    @Override
    public void left(String shop) {
        byShop.remove(shop).forEach((value, counter) -> {
            others.get(value).increment(counter.count());
            registry.remove(counter);
        });
    }

    private Map<String, Counter> register(String shop) {
        Map<String, Counter> counters = new HashMap<>();
        for (String value : values) {
            Tags tags = Tags.of("shop", shop);
            counters.put(
                    value,
                    Counter.builder(name)
                            .description(description)
                            .tags(label.isEmpty() ? tags : tags.and(label, value))
                            .register(registry));
        }
        return counters;
    }
}
