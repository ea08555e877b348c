package io.stocktide.topology.stock;

/** Told of each item that a fact has touched, so that Shopify can be asked about one that stays in doubt. */
@FunctionalInterface
public interface Doubts {
    void review(Item item, long nowMillis);
}
