package io.stocktide.bench.bodies;

import io.stocktide.schemas.topic.ShopPartitioner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Domains of shops, chosen so that partitions get like shares: of fifty taken by chance, one partition of six may get
 * more than a quarter, and what is measured would be the dice. What one partition alone can do is measured by itself.
 */
final class ShopNames {
    /** Any number of partitions that divides it gets like shares. */
    private static final int PARTITIONS = 12;

    private static final Map<Integer, String> DOMAINS = new ConcurrentHashMap<>();

    private ShopNames() {}

    /** @param number from 1 */
    static String domain(int number) {
        return DOMAINS.computeIfAbsent(number, ShopNames::find);
    }

    private static String find(int number) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "shop-%d-%d.myshopify.com".formatted(number, i))
                .filter(domain -> ShopPartitioner.partitionOfShop(domain, PARTITIONS) == number % PARTITIONS)
                .findFirst()
                .orElseThrow();
    }
}
