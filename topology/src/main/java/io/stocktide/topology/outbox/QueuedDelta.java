package io.stocktide.topology.outbox;

/**
 * Deltas of one level that wait for a batch.
 *
 * @param lowering at most 0
 * @param raising at least 0
 * @param cause the channel event that came last
 */
public record QueuedDelta(long itemId, long locationId, long lowering, long raising, String cause) {
    /** What one row may carry: Shopify refuses quantities beyond it. */
    private static final long MAX_IN_ROW = 1_000_000_000;

    QueuedDelta plus(QueuedDelta later) {
        return new QueuedDelta(itemId, locationId, lowering + later.lowering, raising + later.raising, later.cause);
    }

    /** As much of it as one row can carry. */
    QueuedDelta forOneRow() {
        return new QueuedDelta(
                itemId, locationId, Math.max(lowering, -MAX_IN_ROW), Math.min(raising, MAX_IN_ROW), cause);
    }

    QueuedDelta minus(QueuedDelta part) {
        return new QueuedDelta(itemId, locationId, lowering - part.lowering, raising - part.raising, cause);
    }

    boolean isEmpty() {
        return lowering == 0 && raising == 0;
    }

    long delta() {
        return lowering + raising;
    }
}
