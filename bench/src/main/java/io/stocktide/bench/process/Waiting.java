package io.stocktide.bench.process;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another process does. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 50;

    private Waiting() {}

    /** Throws {@link IllegalStateException} where it does not come true in time. */
    public static void until(Duration atMost, String what, Callable<Boolean> isSo) throws Exception {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (!isSo.call()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("waited " + atMost.toSeconds() + " s in vain for " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
