package io.stocktide.topology.stock;

import java.util.Arrays;

/**
 * Movements that Shopify has applied or will have applied and that the last observation may not hold yet, summed by
 * the second in which they happened. What lowers and what raises is kept apart: in doubt only the former counts.
 */
public final class OpenMovements {
    /** An item that is never observed must not grow without end: its record is written anew with each order. */
    private static final int MAX_SECONDS = 128;
    /** Rising; beside each what it lowered, at most 0, and what it raised. Every order asks for sums of them. */
    private long[] seconds = {};

    private long[] lowering = {};
    private long[] raising = {};

    /** As it was when it was taken down: for each second, rising, what was lowered and what was raised. */
    public static OpenMovements of(long[] seconds, long[] lowering, long[] raising) {
        OpenMovements open = new OpenMovements();
        open.seconds = seconds;
        open.lowering = lowering;
        open.raising = raising;
        return open;
    }

    /** Of how many seconds it is. */
    public int size() {
        return seconds.length;
    }

    /** @param index from 0, of the earliest */
    public long second(int index) {
        return seconds[index];
    }

    /** At most 0. */
    public long lowering(int index) {
        return lowering[index];
    }

    /** At least 0. */
    public long raising(int index) {
        return raising[index];
    }

    void add(long second, long quantity) {
        change(second, quantity, quantity < 0);
        if (seconds.length > MAX_SECONDS) {
            foldOldest();
        }
    }

    /** Whether one more second makes the two oldest one. */
    boolean isFull() {
        return seconds.length == MAX_SECONDS;
    }

    /** Moves the oldest second into the next, by rule 2: what lowers then counts longer, what raises no more. */
    private void foldOldest() {
        lowering[1] += lowering[0];
        remove(0, 1);
    }

    /** Takes back what {@link #add} was once told. */
    void remove(long second, long quantity) {
        change(second, -quantity, quantity < 0);
    }

    private void change(long second, long by, boolean lowers) {
        int at = Arrays.binarySearch(seconds, second);
        if (at < 0) {
            at = -at - 1;
            insert(at, second);
        }
        // What was never added (the item was not tracked then) cannot be taken back: a side keeps its sign.
        if (lowers) {
            lowering[at] = Math.min(0, lowering[at] + by);
        } else {
            raising[at] = Math.max(0, raising[at] + by);
        }
        if (lowering[at] == 0 && raising[at] == 0) {
            remove(at, at + 1);
        }
    }

    private void insert(int at, long second) {
        int behind = seconds.length - at;
        resize(seconds.length + 1);
        for (long[] each : new long[][] {seconds, lowering, raising}) {
            System.arraycopy(each, at, each, at + 1, behind);
            each[at] = 0;
        }
        seconds[at] = second;
    }

    private void remove(int from, int to) {
        int behind = seconds.length - to;
        for (long[] each : new long[][] {seconds, lowering, raising}) {
            System.arraycopy(each, to, each, from, behind);
        }
        resize(from + behind);
    }

    private void resize(int length) {
        seconds = Arrays.copyOf(seconds, length);
        lowering = Arrays.copyOf(lowering, length);
        raising = Arrays.copyOf(raising, length);
    }

    /** Forgets what happened before the second: an observation holds it. */
    void settleBefore(long second) {
        int from = firstSince(second);
        if (from > 0) {
            remove(0, from);
        }
    }

    private int firstSince(long second) {
        if (seconds.length == 0 || seconds[0] >= second) {
            return 0;
        }
        int at = Arrays.binarySearch(seconds, second);
        return at < 0 ? -at - 1 : at;
    }

    /** What to add to an observation: all that is surely newer, and of what may be in it the lowering part. */
    long since(Observation observation) {
        long sum = loweringSince(observation.fromSecond());
        for (int i = seconds.length - 1; i >= 0 && seconds[i] > observation.untilSecond(); i--) {
            sum += raising[i];
        }
        return sum;
    }

    /** The lowering part of all that did not happen before the second. */
    long loweringSince(long second) {
        long sum = 0;
        for (int i = firstSince(second); i < lowering.length; i++) {
            sum += lowering[i];
        }
        return sum;
    }

    /** Whether there is any that did not happen before the second. */
    boolean anySince(long second) {
        return firstSince(second) < seconds.length;
    }
}
