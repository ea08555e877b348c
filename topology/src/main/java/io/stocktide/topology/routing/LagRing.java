package io.stocktide.topology.routing;

import java.util.OptionalLong;

/**
 * How the inputs' ends have moved on of late. What contains the ends of a moment contains all that Kafka held at that
 * moment, which tells how old it is at most.
 */
final class LagRing {
    /**
     * The ends of the inputs at one moment.
     *
     * @param atNanos before the brokers were asked
     * @param ends of each partition the offset that is next in each input, in the order of the inputs; 0 where there is
     *     nothing left to read
     */
    record Sample(long atNanos, long[][] ends) {
        private boolean isIn(int partition, long[] lastOffsets) {
            for (int input = 0; input < ends[partition].length; input++) {
                if (recordsBehind(partition, input, lastOffsets[input]) > 0) {
                    return false;
                }
            }
            return true;
        }

        /** Offsets between what is contained of the input and its end. */
        private long recordsBehind(int partition, int input, long lastOffset) {
            return Math.max(0, ends[partition][input] - lastOffset - 1);
        }
    }

    private final int capacity;
    /** The newest first; replaced as a whole, so that many read while one adds. */
    private volatile Sample[] samples = {};

    LagRing(int capacity) {
        this.capacity = capacity;
    }

    void add(Sample sample) {
        Sample[] before = samples;
        Sample[] after = new Sample[Math.min(capacity, before.length + 1)];
        after[0] = sample;
        System.arraycopy(before, 0, after, 1, after.length - 1);
        samples = after;
    }

    /** When the newest sample was taken; empty where there is none. */
    OptionalLong newestNanos() {
        Sample[] now = samples;
        return now.length == 0 ? OptionalLong.empty() : OptionalLong.of(now[0].atNanos());
    }

    /** How far it is to the end of an input by the newest sample; empty where there is none. */
    OptionalLong recordsBehind(int partition, int input, long lastOffset) {
        Sample[] now = samples;
        return now.length == 0 || partition >= now[0].ends().length
                ? OptionalLong.empty()
                : OptionalLong.of(now[0].recordsBehind(partition, input, lastOffset));
    }

    /** As {@link #containedNanos(int, long[])}, of one input alone. */
    OptionalLong containedNanos(int partition, int input, long lastOffset) {
        for (Sample sample : samples) {
            if (partition < sample.ends().length && sample.recordsBehind(partition, input, lastOffset) == 0) {
                return OptionalLong.of(sample.atNanos());
            }
        }
        return OptionalLong.empty();
    }

    /**
     * When the newest sample was taken whose ends are all contained; empty where that is longer ago than it reaches.
     *
     * @param lastOffsets what is contained of each input, -1 where nothing is
     */
    OptionalLong containedNanos(int partition, long[] lastOffsets) {
        for (Sample sample : samples) {
            if (partition < sample.ends().length && sample.isIn(partition, lastOffsets)) {
                return OptionalLong.of(sample.atNanos());
            }
        }
        return OptionalLong.empty();
    }
}
