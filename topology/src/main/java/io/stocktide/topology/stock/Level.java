package io.stocktide.topology.stock;

/** One item at one location. */
public final class Level {
    /** Any observation is news to a level that has none. */
    private static final long UNOBSERVED = Long.MIN_VALUE + 1;

    private Observation observed;
    private final OpenMovements open = new OpenMovements();
    private final Outgoing outgoing = new Outgoing();
    private final RecentDeltas recent = new RecentDeltas();
    private PendingCount count;
    /** Counts up to this offset are in a batch. */
    private long countSentThrough = -1;
    /** The newest batch with a count of this level. */
    private long countSequence;
    /** Counts up to this offset are done with. */
    private long countDoneThrough = -1;

    /** When the newest count was taken; deltas that are not newer are in it. */
    private long countedAtMillis = Long.MIN_VALUE;
    /** Units that reservations hold. */
    private long reserved;

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
    public long available() {
        if (!counts()) {
            return 0;
        }
        // What lowers counts from the moment we know of it, what raises when Shopify has applied it: an observation
        // can be ahead of the delivery that it already holds.
        long effect = outgoing.effect();
        long uncounted = shopify() + effect;
        return (count == null ? uncounted : Math.min(uncounted, count.target() + effect)) - reserved;
    }

    long pendingPush() {
        long deltas = outgoing.pending();
        return count == null ? deltas : count.target() - shopify() + deltas;
    }

    boolean drifts() {
        return outgoing.drifts();
    }

    Outgoing outgoing() {
        return outgoing;
    }

    long reserved() {
        return reserved;
    }

    /** A reservation holds units. */
    public void hold(long units) {
        reserved += units;
    }

    /** A reservation holds units no more. */
    public void release(long units) {
        // A replay from later than the reservation has never held it.
        reserved = Math.max(0, reserved - units);
    }

    /**
     * Shopify tells its own figure after each movement. One that no figure follows may be in the last: bodies are built
     * when they are sent, so that an order may bear a later second than the change of stock that it made.
     */
    boolean inDoubt() {
        return observed != null && (observed.disputed() || (counts() && open.anySince(observed.fromSecond())));
    }

    boolean isObservedAfter(Observation other) {
        return observed != null && observed.fromSecond() > other.fromSecond();
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
    boolean queue(ChannelDelta delta, boolean rebuilding) {
        if (delta.occurredAtMillis() <= countedAtMillis) {
            return false;
        }
        if (rebuilding && outgoing.isCountedAfter(delta)) {
            // The count was told of it: it was decided before, and is only read back later.
            count = count == null ? null : count.lowered(-delta.delta());
            return true;
        }
        recent.add(delta.occurredAtMillis(), delta.delta());
        outgoing.add(delta, rebuilding);
        return true;
    }

    boolean isNewestCount(long occurredAtMillis) {
        return occurredAtMillis > countedAtMillis && recent.reachBackTo(occurredAtMillis);
    }

    /**
     * Takes on the newest count, which overtakes every delta that Shopify has not applied. Those that it has not seen
     * are added to it.
     */
    void count(PendingCount newest, boolean rebuilding) {
        outgoing.count(newest.offset());
        if (!rebuilding) {
            // A line that was parked may count later than one behind it.
            countSentThrough = Math.min(countSentThrough, newest.offset() - 1);
            countDoneThrough = Math.min(countDoneThrough, newest.offset() - 1);
        }
        count = newest.offset() <= countDoneThrough ? null : newest.lowered(-recent.after(newest.occurredAtMillis()));
        countedAtMillis = newest.occurredAtMillis();
        recent.forgetUntil(countedAtMillis);
    }

    /** Whether a count waits that no batch holds. */
    boolean countWaits() {
        return count != null && count.offset() > countSentThrough;
    }

    /** A batch holds the level's count. */
    void countIsTaken(long offset, long sequence) {
        countSentThrough = Math.max(countSentThrough, offset);
        countSequence = Math.max(countSequence, sequence);
    }

    /** The count is to be sent again, unless a later batch holds it or there is a newer one. */
    boolean countIsGivenBack(long offset, long sequence) {
        boolean stands = count != null && count.offset() == offset && sequence >= countSequence;
        if (stands) {
            countSentThrough = offset - 1;
        }
        return stands;
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

    boolean countIsStillStale() {
        return count != null && count.staleAtSecond() != Long.MIN_VALUE && !countCanBeSentAgain();
    }

    /** Whether a count that Shopify has called stale may be sent again: there is news of the level since. */
    boolean countCanBeSentAgain() {
        return count != null
                && count.staleAtSecond() != Long.MIN_VALUE
                && observed != null
                && observed.fromSecond() > count.staleAtSecond();
    }

    /** Shopify has taken over the count of that offset, and with it all before. */
    void countIsDone(long offset) {
        countDoneThrough = Math.max(countDoneThrough, offset);
        if (count != null && count.offset() <= offset) {
            count = null;
        }
    }
}
