package io.stocktide.service.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A figure of each shop with a label of its own, and the sum of all others; looked at when somebody asks. */
public final class ShopGauges implements ShopLabels.Family {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final ToDoubleFunction<String> figure;
    private final Map<String, Gauge> byShop = new HashMap<>();

    private ShopGauges(MeterRegistry registry, String name, String description, ToDoubleFunction<String> figure) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.figure = figure;
    }

    /**
     * @param shops all there are
     * @param figure of one shop; not a number where it is not known, which counts for nothing in the sum
     */
    public static void register(
            MeterRegistry registry,
            ShopLabels labels,
            String name,
            String description,
            Supplier<? extends Collection<String>> shops,
            ToDoubleFunction<String> figure) {
        ShopGauges gauges = new ShopGauges(registry, name, description, figure);
        gauges.gauge(ShopLabels.OTHER, () -> {
            Set<String> labelled = labels.shops();
            return sum(shops.get(), labelled, figure);
        });
        labels.add(gauges);
    }

    private static double sum(Collection<String> shops, Set<String> labelled, ToDoubleFunction<String> figure) {
        return shops.stream()
                .filter(shop -> !labelled.contains(shop))
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sum();
    }

    @Override
    public void entered(String shop) {
        byShop.put(shop, gauge(shop, () -> figure.applyAsDouble(shop)));
    }

    @Override
    public void left(String shop) {
        registry.remove(byShop.remove(shop));
    }

    private Gauge gauge(String shop, Supplier<Number> value) {
        return Gauge.builder(name, value)
                .description(description)
                .tag("shop", shop)
                .register(registry);
    }
}
