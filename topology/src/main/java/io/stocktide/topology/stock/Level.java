package io.stocktide.topology.stock;

/** One item at one location. */
public final class Level {
    private Observation observed;
    private final OpenMovements open = new OpenMovements();
    /** Channel deltas that Shopify has not applied, queued, in flight or stuck: below zero and above. */
    private long undeliveredLowering;

    private long undeliveredRaising;
    /** The part of them that was refused or given up. */
    private long stuckLowering;

    private long stuckRaising;
    private boolean stuck;
    private PendingCount count;
    /** When the newest count was taken; deltas that are not newer are in it. */
    private long countedAtMillis = Long.MIN_VALUE;

    /** Null where nothing has been observed. */
    public Observation observed() {
        return observed;
    }

    /** Null where no count waits for Shopify. */
    public PendingCount count() {
        return count;
    }

    boolean stocked() {
        return observed != null && observed.stocked();
    }

    boolean counts() {
        return observed != null && observed.counts();
    }

    /** What Shopify holds as far as we know, the lower figure in doubt; 0 where it holds none. */
    public long shopify() {
        return counts() ? observed.available() + open.since(observed) : 0;
    }

    /** What may be sold from here, before movements that name no location. */
    long available() {
        if (!counts()) {
            return 0;
        }
        // A lowering delta counts from the moment we know of it, a raising one when Shopify has applied it: an
        // observation can be ahead of the delivery that it already holds.
        long uncounted = shopify() + undeliveredLowering;
        return count == null ? uncounted : Math.min(uncounted, count.target() + undeliveredLowering);
    }

    long pendingPush() {
        long deltas = undeliveredLowering + undeliveredRaising;
        return count == null ? deltas : count.target() - shopify() + deltas;
    }

    boolean drifts() {
        return stuck;
    }

    boolean inDoubt() {
        return counts() && (observed.disputed() || open.inDoubtOf(observed));
    }

    void observe(Observation observation) {
        observed = observed == null ? observation : observed.merge(observation);
        open.settleBefore(observed.fromSecond());
    }

    void move(long second, long quantity) {
        if (observed == null || second >= observed.fromSecond()) {
            open.add(second, quantity);
        }
    }

    void unmove(long second, long quantity) {
        if (observed == null || second >= observed.fromSecond()) {
            open.remove(second, quantity);
        }
    }

    /** Takes on a delta for Shopify; false where a newer count holds it already. */
    boolean queue(long delta, long occurredAtMillis) {
        if (occurredAtMillis <= countedAtMillis) {
            return false;
        }
        addUndelivered(Math.min(0, delta), Math.max(0, delta));
        return true;
    }

    private void addUndelivered(long lowering, long raising) {
        undeliveredLowering = Math.min(0, undeliveredLowering + lowering);
        undeliveredRaising = Math.max(0, undeliveredRaising + raising);
    }

    /** Shopify has applied a delta, or a count has overtaken it. */
    void forget(long lowering, long raising) {
        addUndelivered(-lowering, -raising);
    }

    /** Shopify will not take it as it is: it still lowers our figure, and the level says that it drifts. */
    void stick(long lowering, long raising) {
        stuck = true;
        stuckLowering += lowering;
        stuckRaising += raising;
    }

    /** What was given up has been applied after all. */
    void unstick(long lowering, long raising) {
        stuckLowering = Math.min(0, stuckLowering - lowering);
        stuckRaising = Math.max(0, stuckRaising - raising);
        stuck = stuckLowering != 0 || stuckRaising != 0;
    }

    boolean isNewestCount(long occurredAtMillis) {
        return occurredAtMillis > countedAtMillis;
    }

    /** Takes on the newest count. It overtakes deltas that got stuck before it. */
    void count(PendingCount newest) {
        forget(stuckLowering, stuckRaising);
        stuckLowering = 0;
        stuckRaising = 0;
        stuck = false;
        count = newest;
        countedAtMillis = newest.occurredAtMillis();
    }

    /** What left at Shopify while a count waits has left the shelf that was counted, too. */
    void lowerCount(long by) {
        if (count != null && by > 0) {
            count = count.lowered(by);
        }
    }

    void countIsStale() {
        count = count.stale(observed == null ? Long.MIN_VALUE : observed.fromSecond());
    }

    void countIsDone() {
        count = null;
    }

    long undeliveredLowering() {
        return undeliveredLowering;
    }
}
