package io.stocktide.topology.sse;

import java.util.ArrayDeque;
import java.util.Deque;

/** What waits for one reader, bounded in number and bytes. Frames are shared between readers, never copied. */
public final class WaitingFrames {
    private final int maxFrames;
    private final int maxBytes;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private long bytes;

    public WaitingFrames(int maxFrames, int maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /** False where there is no room. One that is larger than the bound has room where nothing waits. */
    synchronized boolean offer(byte[] frame) {
        if (!frames.isEmpty() && (frames.size() >= maxFrames || bytes + frame.length > maxBytes)) {
            return false;
        }
        frames.add(frame);
        bytes += frame.length;
        return true;
    }

    /** The oldest; null where there is none. */
    synchronized byte[] poll() {
        byte[] frame = frames.poll();
        bytes -= frame == null ? 0 : frame.length;
        return frame;
    }

    synchronized boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Whether so much has gone that it is worth to read on for this reader. */
    synchronized boolean isHalfEmpty() {
        return frames.size() <= maxFrames / 2 && bytes <= maxBytes / 2;
    }

    synchronized void clear() {
        frames.clear();
        bytes = 0;
    }
}
