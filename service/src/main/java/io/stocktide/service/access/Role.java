package io.stocktide.service.access;

/** What a token may do in its shops; each role holds those before it. */
public enum Role {
    /** Read stock, ledger, orders and what became of a webhook. */
    READ,
    /** Report channel events, and reserve. */
    WRITE,
    /** Redrive dead letters, and whatever else an operator sets right. */
    OPERATE;

    /** Whether one who has this role may do what needs the other. */
    public boolean holds(Role needed) {
        return compareTo(needed) >= 0;
    }
}
