package io.stocktide.standalone.replay;

import java.time.Duration;
import java.util.Locale;

/** Says how far a replay is, how fast, and how long it will take. */
public final class ReplayProgress {
    private static final int BAR = 30;

    private final long startedNanos = System.nanoTime();

    /**
     * @param done offsets that have been read
     * @param total of how many
     */
    public String tell(long done, long total) {
        Duration taken = Duration.ofNanos(System.nanoTime() - startedNanos);
        return tell(done, total, taken);
    }

    static String tell(long done, long total, Duration taken) {
        double share = total == 0 ? 1 : (double) done / total;
        int filled = (int) (share * BAR);
        double perSecond = done * 1000.0 / Math.max(1, taken.toMillis());
        String left = done == 0 ? "?" : Long.toString(Math.round((total - done) / perSecond));
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d offsets  %,d/s  %s s left",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                (int) (share * 100),
                done,
                total,
                Math.round(perSecond),
                left);
    }
}
