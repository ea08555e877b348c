package io.stocktide.standalone.verify;

import java.util.function.Consumer;

/** Says how far the reading is. */
final class Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Consumer<String> say;
    private final long total;
    private final long startNanos = System.nanoTime();
    private long read;

    /**
     * @param total offsets to read, markers of transactions among them
     */
    Progress(Consumer<String> say, long total) {
        this.say = say;
        this.total = total;
    }

    void advanced(long offsets) {
        read += offsets;
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        say.accept("read %,d of %,d offsets, %,.0f/s".formatted(read, total, read / Math.max(seconds, 0.001)));
    }
}
