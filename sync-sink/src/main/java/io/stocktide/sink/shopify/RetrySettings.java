package io.stocktide.sink.shopify;

import io.github.resilience4j.core.IntervalFunction;
import io.stocktide.service.shops.ConfigException;
import java.time.Duration;

/**
 * How often and after how long a call is made again.
 *
 * @param firstDelay before the second call; it doubles with each after that
 * @param retries how many calls may follow the first; after the last, {@link Patience} decides
 * @param jitter how far a delay may stray to either side, as a share of it, so that shops that failed together do not
 *     come back together
 * @param maxThrottleWait the longest that one wait for points may take, whatever Shopify asks for
 */
public record RetrySettings(Duration firstDelay, int retries, double jitter, Duration maxThrottleWait) {
    private static final double DOUBLES = 2;
    private static final int MOST_RETRIES = 20;

    public RetrySettings {
        if (jitter < 0 || jitter >= 1) {
            throw new ConfigException("the jitter must be from 0 to below 1");
        }
        if (retries < 1 || retries > MOST_RETRIES || firstDelay.toMillis() < 1) {
            throw new ConfigException("1 to " + MOST_RETRIES + " retries, the first after a millisecond or more");
        }
    }

    /** 1, 2, 4, 8 s, a fifth to either side; throttled for 60 s at most. */
    public static RetrySettings defaults() {
        return new RetrySettings(Duration.ofSeconds(1), 4, 0.2, Duration.ofSeconds(60));
    }

    boolean allowsAnotherAfter(int attempts) {
        return attempts <= retries;
    }

    /** Past the last retry the delay grows no more. */
    Duration delayAfter(int attempts) {
        int nth = Math.min(attempts, retries);
        IntervalFunction delays = jitter == 0
                ? IntervalFunction.ofExponentialBackoff(firstDelay, DOUBLES)
                : IntervalFunction.ofExponentialRandomBackoff(firstDelay, DOUBLES, jitter);
        return Duration.ofMillis(delays.apply(nth));
    }

    /** Never shorter than what was asked for, unless that is past the bound. */
    Duration throttleWait(Duration asked) {
        if (asked.compareTo(maxThrottleWait) >= 0) {
            return maxThrottleWait;
        }
        double factor = 1 + jitter * Math.random();
        Duration wait = Duration.ofNanos((long) (asked.toNanos() * factor));
        return wait.compareTo(maxThrottleWait) > 0 ? maxThrottleWait : wait;
    }
}
