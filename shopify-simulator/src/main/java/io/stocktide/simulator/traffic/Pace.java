package io.stocktide.simulator.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Spaces orders evenly and holds them while traffic is paused. */
final class Pace {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final long gapNanos;
    private long nextAtNanos = System.nanoTime();
    private volatile boolean paused;
    private volatile boolean stopped;

    /** A pace of so many a second; 0 never waits. */
    Pace(double perSecond) {
        this.gapNanos = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /** Waits for the next turn. Of a stall, at most one second is made up: a longer burst would be a load of its own. */
    void awaitTurn() {
        awaitResume();
        long now = System.nanoTime();
        while (!stopped && now < nextAtNanos) {
            LockSupport.parkNanos(Math.min(POLL_NANOS, nextAtNanos - now));
            now = System.nanoTime();
        }
        nextAtNanos = Math.max(nextAtNanos, now - TimeUnit.SECONDS.toNanos(1)) + gapNanos;
    }

    void awaitResume() {
        while (paused && !stopped) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
