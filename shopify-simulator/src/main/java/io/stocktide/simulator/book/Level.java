package io.stocktide.simulator.book;

import java.time.Instant;

/**
 * The stock of one item at one location, in units. Guarded by the shop's lock.
 *
 * <p>On hand is available plus committed: the simulator keeps nothing damaged or reserved. Levels of untracked items
 * stand still whatever is sold.
 */
public final class Level {
    private final long id;
    private final Item item;
    private final StockLocation location;
    private int available;
    private int committed;
    private Instant updatedAt;
    private Instant availableUpdatedAt;

    Level(long id, Item item, StockLocation location, int available, Instant at) {
        this.id = id;
        this.item = item;
        this.location = location;
        this.available = available;
        this.updatedAt = at;
        this.availableUpdatedAt = at;
    }

    public long id() {
        return id;
    }

    public Item item() {
        return item;
    }

    public StockLocation location() {
        return location;
    }

    /** Units for sale; below zero when oversold. 0 for untracked items. */
    public int available() {
        return available;
    }

    /** Units promised to orders that are not fulfilled. */
    public int committed() {
        return committed;
    }

    public int onHand() {
        return available + committed;
    }

    /** When any quantity last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    public Instant availableUpdatedAt() {
        return availableUpdatedAt;
    }

    /** Moves available by delta and on hand with it. */
    public void adjust(int delta, Instant at) {
        if (item.tracked() && delta != 0) {
            available = Math.addExact(available, delta);
            updatedAt = at;
            availableUpdatedAt = at;
        }
    }

    /** Promises units to an order: from available to committed. */
    public void commit(int quantity, Instant at) {
        adjust(-quantity, at);
        moveCommitted(quantity, at);
    }

    /** Takes back a promise without restocking: the units leave the building or the books. */
    public void consume(int quantity, Instant at) {
        moveCommitted(-quantity, at);
    }

    private void moveCommitted(int delta, Instant at) {
        if (item.tracked() && delta != 0) {
            committed = Math.addExact(committed, delta);
            updatedAt = at;
        }
    }
}
