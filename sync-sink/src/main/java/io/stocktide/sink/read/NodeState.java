package io.stocktide.sink.read;

import java.time.Instant;
import java.util.Optional;

/**
 * What Shopify answered to one id: the item itself, or the variant's item.
 *
 * @param item empty where Shopify knows no such id
 */
public record NodeState(Optional<ItemState> item, Instant readFrom, Instant readUntil) {}
