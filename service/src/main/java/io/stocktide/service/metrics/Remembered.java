package io.stocktide.service.metrics;

import java.time.Duration;
import java.util.function.Supplier;

/** What costs something to find out, for gauges that are read together: found out anew after a while, and not sooner. */
public final class Remembered<T> implements Supplier<T> {
    private final Supplier<T> source;
    private final long whileNanos;
    private T last;
    private long foundNanos;

    public Remembered(Duration forSoLong, Supplier<T> source) {
        this.source = source;
        this.whileNanos = forSoLong.toNanos();
    }

    @Override
    public synchronized T get() {
        long nowNanos = System.nanoTime();
        if (last == null || nowNanos - foundNanos >= whileNanos) {
            last = source.get();
            foundNanos = nowNanos;
        }
        return last;
    }
}
