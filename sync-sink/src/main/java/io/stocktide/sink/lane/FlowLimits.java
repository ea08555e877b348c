package io.stocktide.sink.lane;

/**
 * How much may be taken in and not finished before a partition is paused; it is resumed at half of that. One poll may
 * go past it.
 *
 * @param maxRecords in each partition
 * @param maxBytes in all partitions together, by what the records take in memory
 */
public record FlowLimits(int maxRecords, long maxBytes) {
    /**
     * 5,000 records, so that the shops that share a partition can all have work under way beside one that is slow and
     * has thousands of redriven batches; 64 MiB, which leaves room for as much again in answers within a heap of
     * 256 MiB.
     */
    public static final FlowLimits DEFAULT = new FlowLimits(5_000, 64L * 1024 * 1024);
}
