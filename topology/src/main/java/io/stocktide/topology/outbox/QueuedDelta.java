package io.stocktide.topology.outbox;

/**
 * Deltas of one level that wait for a batch.
 *
 * @param lowering at most 0
 * @param raising at least 0
 * @param cause the channel event that came last
 */
public record QueuedDelta(long itemId, long locationId, int lowering, int raising, String cause) {
    QueuedDelta plus(QueuedDelta later) {
        return new QueuedDelta(
                itemId,
                locationId,
                Math.addExact(lowering, later.lowering),
                Math.addExact(raising, later.raising),
                later.cause);
    }

    int delta() {
        return lowering + raising;
    }
}
