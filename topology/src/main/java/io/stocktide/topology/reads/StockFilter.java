package io.stocktide.topology.reads;

/**
 * Which items are meant; what is null leaves none out.
 *
 * @param sku exactly this one
 * @param locationId stocked there; of an item's levels only that one is shown
 */
record StockFilter(String sku, Long locationId) {}
