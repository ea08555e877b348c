package io.stocktide.topology.stock;

import io.stocktide.schemas.value.LedgerRow;

/**
 * A change that Shopify itself has applied or will have applied.
 *
 * @param locationId null where it names none
 * @param second when it happened, by Shopify's clock, in seconds since the epoch
 * @param quantity in units; below zero where it takes from what is available
 */
public record Movement(long itemId, Long locationId, long second, long quantity, LedgerRow.Kind kind) {}
