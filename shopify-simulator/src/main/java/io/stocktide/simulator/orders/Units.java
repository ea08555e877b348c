package io.stocktide.simulator.orders;

/** So many units of an inventory item: what a buyer puts in the cart. */
public record Units(long inventoryItemId, int quantity) {
    public Units {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
        }
    }
}
