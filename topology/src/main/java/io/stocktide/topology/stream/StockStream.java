package io.stocktide.topology.stream;

import io.stocktide.topology.sse.FrameWriter;
import java.util.Optional;

/**
 * One reader's stream of one shop. Its place in the topic belongs to whoever follows the topic for it: the tail, or the
 * catch-up. Closing it, writing to it and its age are anybody's.
 */
final class StockStream {
    private final String shop;
    private final FrameWriter writer;
    private final long openedAtNanos = System.nanoTime();
    private Optional<EventId> resumesAfter;
    private volatile long toldAtNanos = openedAtNanos;
    private volatile int partition = -1;
    private long next;
    private boolean verified;

    /**
     * @param resumesAfter the last event that the reader has seen; empty where it begins now
     */
    StockStream(String shop, Optional<EventId> resumesAfter, FrameWriter writer) {
        this.shop = shop;
        this.resumesAfter = resumesAfter;
        this.writer = writer;
    }

    String shop() {
        return shop;
    }

    FrameWriter writer() {
        return writer;
    }

    boolean isOpen() {
        return writer.isOpen();
    }

    /** False where the reader has no room for it. */
    boolean offer(byte[] frame) {
        boolean taken = writer.offer(frame);
        if (taken) {
            toldAtNanos = System.nanoTime();
        }
        return taken;
    }

    /** -1 until it has a place in the topic. */
    int partition() {
        return partition;
    }

    /** The offset that it is to see next. */
    long next() {
        return next;
    }

    void moveTo(long offset) {
        next = Math.max(next, offset);
    }

    /** Takes its place: after what the reader has seen, where that was in this partition, else at the end. */
    void place(int partition, long end) {
        this.partition = partition;
        if (resumesAfter.isPresent() && resumesAfter.get().partition() == partition) {
            next = resumesAfter.get().offset() + 1;
        } else {
            beginAt(end);
            verified();
        }
    }

    /** Tells the reader that it begins anew. */
    void beginAt(long end) {
        resumesAfter = Optional.empty();
        next = end;
        // It is the first that it is told, so there is room.
        offer(Frames.position(new EventId(partition, end - 1)));
    }

    /** Whether the topic has been as far as its place, which the reader alone vouches for at first. */
    boolean isVerified() {
        return verified;
    }

    void verified() {
        verified = true;
    }

    long openedAtNanos() {
        return openedAtNanos;
    }

    long toldAtNanos() {
        return toldAtNanos;
    }
}
