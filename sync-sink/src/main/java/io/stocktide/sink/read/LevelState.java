package io.stocktide.sink.read;

import java.time.Instant;

/**
 * An active level as Shopify held it.
 *
 * @param available null where the item is not tracked
 * @param updatedAt when the level last changed, by Shopify's clock, to the second; null where it did not say
 */
public record LevelState(long locationId, Integer available, Instant updatedAt) {}
