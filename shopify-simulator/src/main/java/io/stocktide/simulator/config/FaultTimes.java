package io.stocktide.simulator.config;

import java.time.Duration;

/**
 * How long each fault that takes time lasts.
 *
 * @param hang until a request that hangs is answered at all
 * @param late until an answer that comes late is sent, or a request that is held with its key is evaluated
 * @param slow what is added to a slow request
 * @param revoked until a token that a fault revoked opens the shop again
 */
public record FaultTimes(Duration hang, Duration late, Duration slow, Duration revoked) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public FaultTimes {
        check("hang", hang);
        check("late", late);
        check("slow", slow);
        check("revoked", revoked);
    }

    /** 60 s, and 15 s (both longer than any sensible client waits), 2 s, 10 s. */
    public static FaultTimes defaults() {
        return new FaultTimes(
                Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be between 0 and 600 s, was " + value.toSeconds() + " s");
        }
    }
}
