package io.stocktide.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests under way, and with them the memory that their bodies take. Never waits. */
final class InFlight {
    private final int max;
    private final AtomicInteger now = new AtomicInteger();

    InFlight(int max) {
        this.max = max;
    }

    /** False where as many are under way as may be; otherwise {@link #leave} must follow. */
    boolean enter() {
        if (now.incrementAndGet() <= max) {
            return true;
        }
        now.decrementAndGet();
        return false;
    }

    void leave() {
        now.decrementAndGet();
    }

    int now() {
        return now.get();
    }
}
