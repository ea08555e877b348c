package io.stocktide.simulator.book;

/** A line and its allocation, which Shopify knows and never tells. Guarded by the shop's lock. */
public final class OrderLine {
    private final long id;
    private final Level allocation;
    private int quantity;
    private int fulfilled;
    private int removed;
    private int returned;

    /** A line that commits its units at the given level. */
    public OrderLine(long id, Level allocation, int quantity) {
        this.id = id;
        this.allocation = allocation;
        this.quantity = quantity;
    }

    public long id() {
        return id;
    }

    public Item item() {
        return allocation.item();
    }

    /** The level that its units were committed at. */
    public Level allocation() {
        return allocation;
    }

    /** Units ordered, additions included; never falls. */
    public int quantity() {
        return quantity;
    }

    /** Units neither removed nor refunded. */
    public int current() {
        return quantity - removed - returned;
    }

    /** Units still to be sent out. */
    public int fulfillable() {
        return quantity - fulfilled - removed;
    }

    /** Units sent out that the buyer has kept. */
    public int returnable() {
        return fulfilled - returned;
    }

    public boolean fulfilled() {
        return fulfilled > 0 && fulfillable() == 0;
    }

    public boolean partlyFulfilled() {
        return fulfilled > 0 && fulfillable() > 0;
    }

    public void add(int units) {
        quantity += units;
    }

    public void fulfil(int units) {
        check("fulfillable", units, fulfillable());
        fulfilled += units;
    }

    /** Takes out units before they were sent. */
    public void remove(int units) {
        check("fulfillable", units, fulfillable());
        removed += units;
    }

    /** Refunds units that were sent. */
    public void giveBack(int units) {
        check("returnable", units, returnable());
        returned += units;
    }

    private void check(String what, int units, int most) {
        if (units < 1 || units > most) {
            throw new IllegalArgumentException("line " + id + " has " + most + " " + what + " units, not " + units);
        }
    }
}
