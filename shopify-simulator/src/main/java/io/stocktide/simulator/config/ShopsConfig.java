package io.stocktide.simulator.config;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shops and the size of each.
 *
 * @param domains {@code shop-1.myshopify.com}, …
 * @param skus variants per shop, gift cards and untracked ones included
 * @param locations locations per shop; the first is the one routing prefers
 */
public record ShopsConfig(List<String> domains, int skus, int locations) {
    public ShopsConfig {
        domains = List.copyOf(domains);
        Checks.atLeast("shops", 1, domains.size());
        Checks.atLeast("skus", 1, skus);
        Checks.atLeast("locations", 1, locations);
        if (new HashSet<>(domains).size() != domains.size()) {
            throw new IllegalArgumentException("shop domains must differ: " + domains);
        }
    }

    static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "shop-" + n + ".myshopify.com")
                .toList();
    }
}
