package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One shop's leaky bucket, as Shopify's last answer showed it ({@code extensions.cost.throttleStatus}), refilled since
 * by its own restore rate. Until Shopify has said anything, everything is allowed: plans differ, so nothing is assumed.
 */
final class CostBudget {
    /** What an adjustment or a set with its changes costs, in points; used until Shopify has named the cost. */
    private static final double FIRST_GUESS = 13;

    private final Map<String, Double> costs = new HashMap<>();
    private boolean known;
    private double available;
    private double maximum;
    private double restoredPerSecond;
    private long seenNanos;
    /** Shopify has asked to be left alone until then; meaningless until it has. */
    private long putOffUntilNanos = System.nanoTime();
    /** When those that may spend a share only have earned their next call. */
    private final Map<CallClass, Long> earnedNanos = new IdentityHashMap<>();

    /** How long until a call of the class can be paid for. */
    synchronized Duration waitFor(String operation, CallClass callClass) {
        long now = System.nanoTime();
        long earned = Math.max(0, earnedNanos.getOrDefault(callClass, now) - now);
        long throttled = Math.max(0, putOffUntilNanos - now);
        Duration least = Duration.ofNanos(Math.max(earned, throttled));
        Duration points = waitFor(operation, callClass.keepBackShare());
        return points.compareTo(least) > 0 ? points : least;
    }

    /** Nobody calls the shop for so long, since Shopify has throttled it. */
    synchronized void putOff(Duration wait) {
        putOffUntilNanos = Math.max(putOffUntilNanos, System.nanoTime() + wait.toNanos());
    }

    /** What is left in the bucket now, its size, and what it restores; empty until Shopify has said. */
    synchronized Optional<Points> points() {
        return known ? Optional.of(new Points(availableNow(), maximum, restoredPerSecond)) : Optional.empty();
    }

    /** How long Shopify wants to be left alone yet. */
    synchronized Duration throttledFor() {
        return Duration.ofNanos(Math.max(0, putOffUntilNanos - System.nanoTime()));
    }

    /** How long so many mutations take by their points alone; zero until Shopify has said what it restores. */
    synchronized Duration timeFor(long mutations) {
        return known && mutations > 0 ? secondsToRestore(mutations * FIRST_GUESS - availableNow()) : Duration.ZERO;
    }

    /**
     * How long until the operation can be paid for.
     *
     * @param keepBackShare the share of the whole bucket that must be left for others after that, 0 to 1
     */
    synchronized Duration waitFor(String operation, double keepBackShare) {
        if (!known) {
            return Duration.ZERO;
        }
        double keptBack = Double.isInfinite(maximum) ? 0 : keepBackShare * maximum;
        double needed = Math.min(maximum, costOf(operation) + keptBack);
        return secondsToRestore(needed - availableNow());
    }

    /** A call of the class goes. */
    synchronized void spend(String operation, CallClass callClass) {
        spend(operation);
        if (known && callClass.rateShare() < 1) {
            long costNanos = (long) (costOf(operation) / (callClass.rateShare() * restoredPerSecond) * 1e9);
            earnedNanos.put(callClass, System.nanoTime() + costNanos);
        }
    }

    /** Takes the operation's cost out at once, so that calls side by side do not count on the same points. */
    synchronized void spend(String operation) {
        if (known) {
            available = availableNow() - costOf(operation);
            seenNanos = System.nanoTime();
        }
    }

    /** @param cost {@code extensions.cost}; any of it may be missing, and the numbers may be floats */
    synchronized void observe(String operation, JsonNode cost) {
        JsonNode requested = cost.path("requestedQueryCost");
        if (requested.isNumber()) {
            costs.put(operation, requested.asDouble());
        }
        JsonNode status = cost.path("throttleStatus");
        double rate = status.path("restoreRate").asDouble(0);
        if (status.path("currentlyAvailable").isNumber() && rate > 0) {
            known = true;
            available = status.path("currentlyAvailable").asDouble();
            maximum = status.path("maximumAvailable").asDouble(Double.POSITIVE_INFINITY);
            restoredPerSecond = rate;
            seenNanos = System.nanoTime();
        }
    }

    private double costOf(String operation) {
        return costs.getOrDefault(operation, FIRST_GUESS);
    }

    private double availableNow() {
        double seconds = (System.nanoTime() - seenNanos) / 1e9;
        return Math.min(maximum, available + seconds * restoredPerSecond);
    }

    private Duration secondsToRestore(double points) {
        return points <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(points / restoredPerSecond * 1e9));
    }
}
