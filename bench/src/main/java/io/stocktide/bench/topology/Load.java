package io.stocktide.bench.topology;

import io.stocktide.bench.bodies.OrderBodies;

/**
 * What waits to be read.
 *
 * @param shops over which the orders are spread evenly
 * @param skus of each shop
 * @param zipf whether few SKUs are in most orders; otherwise each is as likely
 * @param lines of an order
 * @param partitions of each topic
 * @param warmUp orders that are read first and not counted
 * @param orders that are counted
 */
record Load(int shops, int skus, boolean zipf, int lines, int partitions, int warmUp, int orders) {
    private static final int PARTITIONS = 6;

    /** Fifty shops of a thousand SKUs each, by Zipf's law, two lines an order, six partitions. */
    static Load usual(int warmUp, int orders) {
        return new Load(50, 1_000, true, 2, PARTITIONS, warmUp, orders);
    }

    Load uniform() {
        return new Load(shops, skus, false, lines, partitions, warmUp, orders);
    }

    Load of(int newShops, int newSkus) {
        return new Load(newShops, newSkus, zipf, lines, partitions, warmUp, orders);
    }

    Load withLines(int newLines) {
        return new Load(shops, skus, zipf, newLines, partitions, warmUp, orders);
    }

    /** A share of the orders. */
    Load dividedBy(int divisor) {
        return new Load(shops, skus, zipf, lines, partitions, warmUp / divisor, orders / divisor);
    }

    OrderBodies bodies(long seed) {
        return new OrderBodies(seed, shops, skus, zipf, lines, OrderBodies.SECRET);
    }
}
