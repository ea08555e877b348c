package io.stocktide.topology.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores are that are being restored from their changelogs, so as to become active here. */
public final class RestoreProgress implements StateRestoreListener {
    /**
     * @param end the offset behind the last record to restore
     * @param next the one to be restored next
     */
    private record Way(long next, long end) {
        long left() {
            return Math.max(0, end - next);
        }
    }

    /** By changelog partition, of which each store has its own. */
    private final Map<TopicPartition, Way> ways = new ConcurrentHashMap<>();

    private final LongAdder restored = new LongAdder();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        ways.put(partition, new Way(startingOffset, endingOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long numRestored) {
        restored.add(numRestored);
        ways.computeIfPresent(partition, (unused, way) -> new Way(batchEndOffset + 1, way.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        ways.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        ways.remove(partition);
    }

    /** How many partitions of stores are being restored. */
    public int storePartitions() {
        return ways.size();
    }

    /** How many records they have still to take, by offsets: markers of transactions count too. */
    public long remainingRecords() {
        return ways.values().stream().mapToLong(Way::left).sum();
    }

    /** How many have been restored since the start. */
    public long restoredRecords() {
        return restored.sum();
    }
}
