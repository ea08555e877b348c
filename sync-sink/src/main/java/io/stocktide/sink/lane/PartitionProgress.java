package io.stocktide.sink.lane;

import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What has been taken from one partition since it was assigned, and how far that is finished. An assignment has its own
 * account: work of an earlier one that ends late touches nothing.
 */
final class PartitionProgress {
    private final long endAtAssignment;
    private final TreeMap<Long, Integer> bytesByUnfinishedOffset = new TreeMap<>();
    private long nextOffset = -1;
    private long committedOffset = -1;
    private long unfinishedBytes;
    private boolean revoked;

    /** @param endAtAssignment the partition's end when it was assigned: an earlier owner may have seen what lies below */
    PartitionProgress(long endAtAssignment) {
        this.endAtAssignment = endAtAssignment;
    }

    boolean perhapsDoneBefore(long offset) {
        return offset < endAtAssignment;
    }

    synchronized void taken(long offset, int bytes) {
        if (nextOffset < 0) {
            // Where reading began is where the last commit stands, or the beginning: nothing new to commit.
            committedOffset = offset;
        }
        bytesByUnfinishedOffset.put(offset, bytes);
        unfinishedBytes += bytes;
        nextOffset = offset + 1;
    }

    synchronized void finished(long offset) {
        Integer bytes = bytesByUnfinishedOffset.remove(offset);
        if (bytes != null) {
            unfinishedBytes -= bytes;
        }
    }

    /** The offset to commit: everything below it is finished. Empty where that has been committed or nothing was taken. */
    synchronized OptionalLong committable() {
        long upTo = bytesByUnfinishedOffset.isEmpty() ? nextOffset : bytesByUnfinishedOffset.firstKey();
        return upTo > committedOffset ? OptionalLong.of(upTo) : OptionalLong.empty();
    }

    synchronized void committed(long offset) {
        committedOffset = Math.max(committedOffset, offset);
    }

    synchronized int unfinishedRecords() {
        return bytesByUnfinishedOffset.size();
    }

    synchronized long unfinishedBytes() {
        return unfinishedBytes;
    }

    synchronized void revoke() {
        revoked = true;
    }

    synchronized boolean isRevoked() {
        return revoked;
    }
}
