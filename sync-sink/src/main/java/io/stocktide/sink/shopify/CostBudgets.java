package io.stocktide.sink.shopify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every shop's cost budget. Whoever calls a shop, for whatever purpose, draws on the same one. */
public final class CostBudgets {
    private final Map<String, CostBudget> byShop = new ConcurrentHashMap<>();

    CostBudget of(String shop) {
        return byShop.computeIfAbsent(shop, unused -> new CostBudget());
    }
}
