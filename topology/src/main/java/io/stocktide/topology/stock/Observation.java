package io.stocktide.topology.stock;

import java.util.Objects;

/**
 * What Shopify held at a level. Shopify's times have a resolution of one second, and a read takes a moment, so an
 * observation is true somewhere between two seconds: it holds every change before {@code fromSecond}, none after
 * {@code untilSecond}, and those between perhaps.
 *
 * @param available null where the item is not tracked
 * @param stocked false where the item is not stocked at the location (any more)
 * @param disputed whether another observation of the same {@code fromSecond} gave another figure
 */
public record Observation(long fromSecond, long untilSecond, Long available, boolean stocked, boolean disputed) {
    /** What a level webhook says: true as of one second. */
    public static Observation at(long second, Long available) {
        return new Observation(second, second, available, true, false);
    }

    /** What a read between two moments found. */
    public static Observation between(long fromSecond, long untilSecond, Long available) {
        return new Observation(fromSecond, Math.max(fromSecond, untilSecond), available, true, false);
    }

    /** The item is not stocked there. */
    public static Observation gone(long second) {
        return new Observation(second, second, null, false, false);
    }

    /**
     * The newer of the two; of two from the same second, the lower, since nothing tells which came last. The result
     * does not depend on which is asked.
     */
    public Observation merge(Observation other) {
        if (fromSecond != other.fromSecond) {
            return fromSecond > other.fromSecond ? this : other;
        }
        Observation lower = isLowerThan(other) ? this : other;
        boolean same = stocked == other.stocked && Objects.equals(available, other.available);
        return new Observation(
                fromSecond,
                Math.max(untilSecond, other.untilSecond),
                lower.available,
                lower.stocked,
                disputed || other.disputed || !same);
    }

    private boolean isLowerThan(Observation other) {
        if (stocked != other.stocked) {
            return !stocked;
        }
        if (available == null || other.available == null) {
            return available == null;
        }
        return available < other.available;
    }

    /** As if it were true as of its arrival, which is what believing the last to come amounts to. */
    public Observation arrivingAt(long second) {
        return new Observation(second, second, available, stocked, disputed);
    }

    boolean counts() {
        return stocked && available != null;
    }
}
