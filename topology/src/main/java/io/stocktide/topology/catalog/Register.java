package io.stocktide.topology.catalog;

/**
 * A value that the last writer by Shopify's clock wins. Of two from the same second the greater wins, so that every
 * order of arrival ends the same.
 *
 * @param second {@link Long#MIN_VALUE} for a register that was never written
 */
public record Register<T extends Comparable<T>>(long second, T value) {
    public static <T extends Comparable<T>> Register<T> empty() {
        return new Register<>(Long.MIN_VALUE, null);
    }

    /** Whether it was written later than the other; one that was never written is neither. */
    public boolean isNewerThan(Register<T> other) {
        return other.second != Long.MIN_VALUE && second > other.second;
    }

    public Register<T> merge(Register<T> other) {
        if (second != other.second) {
            return second > other.second ? this : other;
        }
        if (value == null || other.value == null) {
            return value == null ? other : this;
        }
        return value.compareTo(other.value) >= 0 ? this : other;
    }
}
