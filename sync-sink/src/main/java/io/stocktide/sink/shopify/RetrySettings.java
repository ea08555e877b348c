package io.stocktide.sink.shopify;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after how long a call is made again.
 *
 * @param delays before the second call, the third, and so on; after the last the call is given up
 * @param jitter how far a delay may stray to either side, as a share of it, so that shops that failed together do not
 *     come back together
 * @param maxThrottles how often in a row Shopify may put a call off; these calls did nothing and are no attempts
 * @param maxThrottleWait the longest that one such wait may take, whatever Shopify asks for
 */
public record RetrySettings(List<Duration> delays, double jitter, int maxThrottles, Duration maxThrottleWait) {
    public RetrySettings {
        delays = List.copyOf(delays);
        if (jitter < 0 || jitter >= 1) {
            throw new ConfigException("the jitter must be from 0 to below 1");
        }
    }

    /** 1, 2, 4, 8 s, a fifth to either side; put off at most 60 times, 60 s each. */
    public static RetrySettings defaults() {
        List<Duration> delays =
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        return new RetrySettings(delays, 0.2, 60, Duration.ofSeconds(60));
    }

    public RetrySettings withDelays(List<Duration> others) {
        return new RetrySettings(others, jitter, maxThrottles, maxThrottleWait);
    }

    boolean allowsAnotherAfter(int attempts) {
        return attempts <= delays.size();
    }

    Duration delayAfter(int attempts) {
        double factor = 1 + jitter * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofNanos((long) (delays.get(attempts - 1).toNanos() * factor));
    }

    /** Never shorter than what was asked for, unless that is past the bound. */
    Duration throttleWait(Duration asked) {
        if (asked.compareTo(maxThrottleWait) >= 0) {
            return maxThrottleWait;
        }
        double factor = 1 + jitter * ThreadLocalRandom.current().nextDouble();
        Duration wait = Duration.ofNanos((long) (asked.toNanos() * factor));
        return wait.compareTo(maxThrottleWait) > 0 ? maxThrottleWait : wait;
    }
}
