package io.stocktide.topology.stock;

import java.util.Optional;

/** The items of one shop. */
public interface Items {
    Optional<Item> item(long itemId);

    void put(Item item);

    /** The item's SKU changed; either may be null. */
    void reindexSku(long itemId, String from, String to);
}
