package io.stocktide.bench.stack;

import java.util.Map;
import java.util.TreeMap;

/** What a load takes off, by shop and SKU: the truth that a stack's stock is held against. */
final class Account {
    private final Map<String, long[]> ordered = new TreeMap<>();
    private final Map<String, long[]> sold = new TreeMap<>();
    private long sales;
    private long soldUnits;

    void ordered(String shop, int sku, int quantity) {
        units(ordered, shop)[sku] += quantity;
    }

    void sold(String shop, int sku, int quantity) {
        units(sold, shop)[sku] += quantity;
        sales++;
        soldUnits += quantity;
    }

    private static long[] units(Map<String, long[]> byShop, String shop) {
        return byShop.computeIfAbsent(shop, none -> new long[Mix.SKUS]);
    }

    /** Units that orders took off. */
    long ordered(String shop, int sku) {
        return units(ordered, shop)[sku];
    }

    /** Units that sales took off. */
    long sold(String shop, int sku) {
        return units(sold, shop)[sku];
    }

    /** How many sales there were. */
    long sales() {
        return sales;
    }

    /** Units of all sales. */
    long soldUnits() {
        return soldUnits;
    }

    /** Throws {@link IllegalStateException} where a stack says something else. */
    static void require(String what, long expected, long seen) {
        if (expected != seen) {
            throw new IllegalStateException("the sum is wrong: " + what + " should be " + expected + " and is " + seen);
        }
    }
}
