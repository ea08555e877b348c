package io.stocktide.topology.stock;

import java.util.Optional;
import java.util.OptionalLong;

/** The items of one shop. */
public interface Items {
    Optional<Item> item(long itemId);

    void put(Item item);

    /** When a location was closed, by Shopify's clock; empty where it never was. */
    OptionalLong closedSecond(long locationId);

    /** The location is closed: levels that are heard of later are so as well. */
    void close(long locationId, long second);

    /** The item's SKU changed; either may be null. */
    void reindexSku(long itemId, String from, String to);
}
