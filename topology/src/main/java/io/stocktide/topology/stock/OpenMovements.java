package io.stocktide.topology.stock;

import java.util.Map;
import java.util.TreeMap;

/**
 * Movements that Shopify has applied or will have applied and that the last observation may not hold yet, summed by
 * the second in which they happened. What lowers and what raises is kept apart: in doubt only the former counts.
 */
final class OpenMovements {
    private static final int LOWERING = 0;
    private static final int RAISING = 1;
    /** An item that is never observed must not grow without end: its record is written anew with each order. */
    private static final int MAX_SECONDS = 128;

    private final TreeMap<Long, long[]> bySecond = new TreeMap<>();

    void add(long second, long quantity) {
        change(second, quantity < 0 ? LOWERING : RAISING, quantity);
        if (bySecond.size() > MAX_SECONDS) {
            foldOldest();
        }
    }

    /** Whether one more second makes the two oldest one. */
    boolean isFull() {
        return bySecond.size() == MAX_SECONDS;
    }

    /** Moves the oldest second into the next, by rule 2: what lowers then counts longer, what raises no more. */
    private void foldOldest() {
        long lowering = bySecond.pollFirstEntry().getValue()[LOWERING];
        bySecond.firstEntry().getValue()[LOWERING] += lowering;
    }

    /** Takes back what {@link #add} was once told. */
    void remove(long second, long quantity) {
        change(second, quantity < 0 ? LOWERING : RAISING, -quantity);
    }

    private void change(long second, int side, long by) {
        long[] sums = bySecond.computeIfAbsent(second, s -> new long[2]);
        // What was never added (the item was not tracked then) cannot be taken back: a side keeps its sign.
        sums[side] = side == LOWERING ? Math.min(0, sums[side] + by) : Math.max(0, sums[side] + by);
        if (sums[LOWERING] == 0 && sums[RAISING] == 0) {
            bySecond.remove(second);
        }
    }

    /** Forgets what happened before the second: an observation holds it. */
    void settleBefore(long second) {
        bySecond.headMap(second).clear();
    }

    /** What to add to an observation: all that is surely newer, and of what may be in it the lowering part. */
    long since(Observation observation) {
        long sum = 0;
        for (Map.Entry<Long, long[]> entry :
                bySecond.tailMap(observation.fromSecond()).entrySet()) {
            long[] sums = entry.getValue();
            sum += entry.getKey() > observation.untilSecond() ? sums[LOWERING] + sums[RAISING] : sums[LOWERING];
        }
        return sum;
    }

    /** The lowering part of all that did not happen before the second. */
    long loweringSince(long second) {
        long sum = 0;
        for (long[] sums : bySecond.tailMap(second).values()) {
            sum += sums[LOWERING];
        }
        return sum;
    }

    /** Whether there is any that did not happen before the second. */
    boolean anySince(long second) {
        return !bySecond.tailMap(second).isEmpty();
    }
}
