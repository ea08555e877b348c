package io.stocktide.bench.topology;

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
public record Load(int shops, int skus, boolean zipf, int lines, int partitions, int warmUp, int orders) {}
