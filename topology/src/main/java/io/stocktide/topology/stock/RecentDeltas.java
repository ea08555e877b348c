package io.stocktide.topology.stock;

import java.util.TreeMap;

/**
 * The last channel deltas of one level by when they occurred, delivered or not: a count that arrives after them but
 * was taken before has not seen them.
 */
final class RecentDeltas {
    /** A busy till's level must stay small; a count that is older than all these comes too late to be of use. */
    private static final int MAX_MOMENTS = 32;

    private final TreeMap<Long, Long> byMillis = new TreeMap<>();
    private long forgottenUntil = Long.MIN_VALUE;

    void add(long occurredAtMillis, long delta) {
        byMillis.merge(occurredAtMillis, delta, Long::sum);
        if (byMillis.size() > MAX_MOMENTS) {
            forgottenUntil = Math.max(forgottenUntil, byMillis.pollFirstEntry().getKey());
        }
    }

    /** Whether every delta after the moment is known. */
    boolean reachBackTo(long millis) {
        return millis >= forgottenUntil;
    }

    long after(long millis) {
        long sum = 0;
        for (long delta : byMillis.tailMap(millis, false).values()) {
            sum += delta;
        }
        return sum;
    }

    void forgetUntil(long millis) {
        byMillis.headMap(millis, true).clear();
    }
}
