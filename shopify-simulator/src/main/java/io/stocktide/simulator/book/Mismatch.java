package io.stocktide.simulator.book;

/**
 * A level that does not hold what happened to it.
 *
 * @param expected initial units and the sum of all happenings
 * @param actual units available in the levels book
 */
public record Mismatch(String shop, long inventoryItemId, long locationId, long expected, long actual) {}
