package io.stocktide.topology.stock;

/** One item at one location. */
public final class Level {
    /** Any observation is news to a level that has none. */
    private static final long UNOBSERVED = Long.MIN_VALUE + 1;

    private Observation observed;
    private final OpenMovements open = new OpenMovements();
    /** Channel deltas that Shopify has not applied, queued, in flight or stuck: below zero and above. */
    private long undeliveredLowering;

    private long undeliveredRaising;
    private final Undeliverable undeliverable = new Undeliverable();
    private final RecentDeltas recent = new RecentDeltas();
    private PendingCount count;
    /** The batch of deltas that was in flight when the newest count came, which holds its row; null for none. */
    private String overtakenBatch;

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
        return undeliverable.isAny();
    }

    boolean inDoubt() {
        return observed != null && (observed.disputed() || (counts() && open.inDoubtOf(observed)));
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
        recent.add(occurredAtMillis, delta);
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
    void refuse(long lowering, long raising) {
        undeliverable.refuse(lowering, raising);
    }

    /** Nobody knows whether Shopify has taken it: as {@link #refuse}, until an answer comes after all. */
    void giveUp(String batchId, long lowering, long raising) {
        boolean overtaken = batchId.equals(overtakenBatch);
        undeliverable.giveUp(batchId, lowering, raising, overtaken);
        if (overtaken) {
            overtakenBatch = null;
            forget(lowering, raising);
        }
    }

    /**
     * A batch has an answer. Returns whether its row still stands; where a count has overtaken it, it does not, and is
     * no longer undelivered.
     */
    boolean answered(String batchId, long lowering, long raising) {
        if (batchId.equals(overtakenBatch)) {
            overtakenBatch = null;
            forget(lowering, raising);
            return false;
        }
        return undeliverable.answered(batchId);
    }

    boolean isNewestCount(long occurredAtMillis) {
        return occurredAtMillis > countedAtMillis && recent.reachBackTo(occurredAtMillis);
    }

    /**
     * Takes on the newest count, which overtakes every delta that Shopify has not applied. Those that it has not seen
     * are added to it.
     *
     * @param batchInFlight the batch of deltas that is in flight; null where there is none
     */
    void count(PendingCount newest, String batchInFlight) {
        forget(undeliverable.lowering(), undeliverable.raising());
        undeliverable.overtake();
        overtakenBatch = batchInFlight;
        count = newest.lowered(-recent.after(newest.occurredAtMillis()));
        countedAtMillis = newest.occurredAtMillis();
        recent.forgetUntil(countedAtMillis);
    }

    /** What left at Shopify while a count waits has left the shelf that was counted, too. */
    void lowerCount(long by) {
        if (count != null && by > 0) {
            count = count.lowered(by);
        }
    }

    void countIsStale() {
        count = count.stale(observed == null ? UNOBSERVED : observed.fromSecond());
    }

    /** It is on its way, with what we believe now. */
    void countIsSent() {
        count = count.stale(Long.MIN_VALUE);
    }

    /** Whether a count that Shopify has called stale may be sent again: there is news of the level since. */
    boolean countCanBeSentAgain() {
        return count != null
                && count.staleAtSecond() != Long.MIN_VALUE
                && observed != null
                && observed.fromSecond() > count.staleAtSecond();
    }

    void countIsDone() {
        count = null;
    }

    long undeliveredLowering() {
        return undeliveredLowering;
    }
}
