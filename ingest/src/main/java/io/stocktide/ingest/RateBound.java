package io.stocktide.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets at most so many through in a second, so that a flood of refusals does not become a flood of logs. */
final class RateBound {
    private final int perSecond;
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger inSecond = new AtomicInteger();

    RateBound(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean allows() {
        return allows(System.nanoTime() / 1_000_000_000L);
    }

    boolean allows(long nowSeconds) {
        long seen = second.get();
        if (seen != nowSeconds && second.compareAndSet(seen, nowSeconds)) {
            inSecond.set(0);
        }
        return inSecond.incrementAndGet() <= perSecond;
    }
}
