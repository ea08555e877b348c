package io.stocktide.topology.catalog;

import java.util.OptionalLong;

/** Which inventory item a variant has, in one shop. It never changes: Shopify gives a variant one item for life. */
public interface Variants {
    OptionalLong itemOf(long variantId);

    void put(long variantId, long itemId);
}
