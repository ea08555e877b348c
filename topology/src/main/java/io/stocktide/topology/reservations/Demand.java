package io.stocktide.topology.reservations;

import io.stocktide.schemas.value.Shortfall;

/**
 * What the lines of a request ask for of one item at one place, summed.
 *
 * @param line the first of these lines, counted from 0
 * @param sku as that line named it; null where it named the item
 * @param locationId null where the choice is ours
 */
public record Demand(int line, String sku, long itemId, Long locationId, long quantity) {
    public Demand plus(long more) {
        return new Demand(line, sku, itemId, locationId, Math.addExact(quantity, more));
    }

    Shortfall fallsShort(long available, Shortfall.Reason reason) {
        return new Shortfall(line, sku, itemId, locationId, quantity, available, reason);
    }
}
