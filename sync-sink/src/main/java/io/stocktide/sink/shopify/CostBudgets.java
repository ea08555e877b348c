package io.stocktide.sink.shopify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every shop's cost budget. Whoever calls a shop, for whatever purpose, draws on the same one. */
public final class CostBudgets {
    private final Map<String, CostBudget> byShop = new ConcurrentHashMap<>();

    /** What is left in a shop's bucket; empty until Shopify has said. */
    public Optional<Points> points(String shop) {
        return find(shop).flatMap(CostBudget::points);
    }

    /** How long Shopify wants a shop to be left alone yet. */
    public Duration throttledFor(String shop) {
        return find(shop).map(CostBudget::throttledFor).orElse(Duration.ZERO);
    }

    /** How long so many mutations take by their points alone; zero until Shopify has said what it restores. */
    public Duration timeFor(String shop, long mutations) {
        return find(shop).map(budget -> budget.timeFor(mutations)).orElse(Duration.ZERO);
    }

    private Optional<CostBudget> find(String shop) {
        return Optional.ofNullable(byShop.get(shop));
    }

    CostBudget of(String shop) {
        return byShop.computeIfAbsent(shop, unused -> new CostBudget());
    }
}
