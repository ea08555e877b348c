package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Observations of a latency by how long they took, in buckets that are the same everywhere, so that those of several
 * instances and periods can be added.
 *
 * @param counts by bucket; zeros at the end are left out
 */
public record LatencyCounts(List<Long> counts) {
    /** The bound of bucket i is 2^(i/2) ms, so that of the last but one is 131 s; the last has none. */
    public static final int BUCKETS = 36;

    public static final LatencyCounts NONE = new LatencyCounts(List.of());

    public LatencyCounts {
        if (counts.size() > BUCKETS) {
            throw new IllegalArgumentException("there are no more than " + BUCKETS + " buckets");
        }
        counts = List.copyOf(counts);
    }

    /** Without the zeros at the end. */
    public static LatencyCounts of(long[] counts) {
        int size = counts.length;
        while (size > 0 && counts[size - 1] == 0) {
            size--;
        }
        List<Long> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(counts[i]);
        }
        return new LatencyCounts(list);
    }

    /** The bucket of an observation. */
    public static int bucketOf(double millis) {
        int bucket = 0;
        while (bucket < BUCKETS - 1 && millis > boundMillis(bucket)) {
            bucket++;
        }
        return bucket;
    }

    /** What no observation of the bucket exceeds; of the last, where it begins. */
    static double boundMillis(int bucket) {
        return Math.pow(2, Math.min(bucket, BUCKETS - 2) / 2.0);
    }

    @JsonIgnore
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Adds these to others, by bucket. */
    public void addTo(long[] sums) {
        for (int i = 0; i < counts.size(); i++) {
            sums[i] += counts.get(i);
        }
    }

    /**
     * What a share of the observations did not exceed, in milliseconds, exact to the width of a bucket; empty where there
     * was none.
     */
    public OptionalDouble percentileMillis(double share) {
        double rank = share * total();
        double below = 0;
        for (int i = 0; i < counts.size(); i++) {
            long here = counts.get(i);
            if (here > 0 && below + here >= rank) {
                double from = i == 0 ? 0 : boundMillis(i - 1);
                return OptionalDouble.of(from + (boundMillis(i) - from) * (rank - below) / here);
            }
            below += here;
        }
        return OptionalDouble.empty();
    }
}
