package io.stocktide.topology.stock;

/** How a count that waits for Shopify follows what happens at Shopify meanwhile. */
final class Counts {
    private static final long MILLIS = 1000;

    private Counts() {}

    /**
     * Lowers a waiting count by what has left at Shopify after it was taken. What raises is left alone: where it is
     * not known whether the count has seen it, the lower figure holds.
     *
     * @param undeliveredLowering what of the decrease may be our own doing, at most 0
     */
    static void follow(Level level, long shopifyBefore, long second, long undeliveredLowering) {
        PendingCount count = level.count();
        if (count != null && second * MILLIS > count.occurredAtMillis()) {
            level.lowerCount(shopifyBefore - level.shopify() + undeliveredLowering);
        }
    }
}
