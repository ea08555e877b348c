package io.stocktide.simulator.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The cost bucket of one shop, in points. It empties with each query and refills steadily. */
final class LeakyBucket {
    private final Clock clock;
    private final double maximum;
    private final double perSecond;
    private double available;
    private Instant at;

    LeakyBucket(Clock clock, double maximumAvailable, double restoreRate) {
        this.clock = clock;
        this.maximum = maximumAvailable;
        this.perSecond = restoreRate;
        this.available = maximumAvailable;
        this.at = clock.instant();
    }

    /** Takes that many points; false, and nothing taken, when there are not as many. */
    synchronized boolean take(double points) {
        refill();
        if (points > available) {
            return false;
        }
        available -= points;
        return true;
    }

    /** Points left, a whole number as Shopify reports it. */
    synchronized double available() {
        refill();
        return Math.floor(available);
    }

    double maximum() {
        return maximum;
    }

    double perSecond() {
        return perSecond;
    }

    private void refill() {
        Instant now = clock.instant();
        double seconds = Duration.between(at, now).toNanos() / 1e9;
        available = Math.min(maximum, available + Math.max(0, seconds) * perSecond);
        at = now;
    }
}
