package io.stocktide.standalone.shops;

import java.time.Duration;
import java.util.Locale;

/** Says how far the reading of a catalog is, how fast it goes and how long it will take. */
final class LoadProgress {
    private static final int BAR = 30;

    private long startedAt = -1;
    private long startedNanos;

    /** @param done of how many variants, those of an earlier run among them; the first call begins the clock */
    String tell(String what, long done, long total) {
        if (startedAt < 0 || done < startedAt) {
            startedAt = done;
            startedNanos = System.nanoTime();
        }
        return tell(what, done, total, done - startedAt, Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    static String tell(String what, long done, long total, long here, Duration taken) {
        // Shopify counts at the beginning, and the shop may grow meanwhile.
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        int filled = (int) (share * BAR);
        double perSecond = here * 1000.0 / Math.max(1, taken.toMillis());
        String left = here == 0 ? "?" : Long.toString(Math.max(0, Math.round((total - done) / perSecond)));
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %s %,d of %,d variants  %,d/s  %s s left",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                (int) (share * 100),
                what,
                done,
                total,
                Math.round(perSecond),
                left);
    }
}
