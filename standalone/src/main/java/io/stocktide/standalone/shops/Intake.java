package io.stocktide.standalone.shops;

import io.stocktide.standalone.demo.ProgressLine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits until the topology has taken in what was written, as long as it gets any further. */
public final class Intake {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final LongSupplier behind;
    private final ProgressLine line;

    /** @param behind how many facts it has still to take in */
    public Intake(LongSupplier behind, ProgressLine line) {
        this.behind = behind;
        this.line = line;
    }

    /** False where it does not get any further: it may not be running. */
    public boolean await() throws InterruptedException {
        long left = behind.getAsLong();
        long movedNanos = System.nanoTime();
        while (left > 0) {
            line.say("%,d facts on their way into stock".formatted(left));
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            long now = behind.getAsLong();
            if (now < left) {
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > PATIENCE.toNanos()) {
                line.done();
                return false;
            }
            left = now;
        }
        line.done();
        return true;
    }
}
