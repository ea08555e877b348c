package io.stocktide.schemas.rest;

import java.time.Instant;
import java.util.List;

/**
 * How the system is and was in the last hour, and which shops need attention.
 *
 * @param system null for whoever may not see all shops
 * @param history the oldest point first; empty for whoever may not see all shops
 * @param attention the most urgent shop first
 */
public record Overview(Instant at, SystemFigures system, List<Point> history, List<Attention> attention) {
    /**
     * The whole system. Rates are over the last 15 s, percentiles and dead letters over the last minute.
     *
     * @param ackMillis null where nothing was measured; so are the other percentiles
     * @param lagRecords records of the inputs that stock does not contain yet
     * @param lagMillis of the worst partition; null where it cannot be told
     */
    public record SystemFigures(
            List<Instance> instances,
            double webhooksPerSecond,
            double channelEventsPerSecond,
            double duplicatesPerSecond,
            double mutationsPerSecond,
            double deadLettersPerMinute,
            Percentiles ackMillis,
            Percentiles acceptedToStockMillis,
            Percentiles acceptedToShopifyMillis,
            long lagRecords,
            Long lagMillis,
            long breakersOpen,
            long shopsSuspended,
            long ledgerMismatches) {}

    /**
     * One instance of a role.
     *
     * @param at when it last told of itself
     * @param reason why it is not ready; null where it is
     */
    public record Instance(String role, String instance, Instant at, boolean ready, String reason) {}

    /** In milliseconds. */
    public record Percentiles(double p50, double p99) {}

    /**
     * Five seconds of the last hour.
     *
     * @param at their beginning
     * @param acceptedToStockP99Millis null where nothing was measured; so is the other
     */
    public record Point(
            Instant at,
            double webhooksPerSecond,
            Double acceptedToStockP99Millis,
            Double acceptedToShopifyP99Millis,
            long lagRecords,
            long deadLetters,
            double mutationsPerSecond) {}

    /**
     * A shop that somebody should look at.
     *
     * @param reason in one line
     * @param waitingRows levels that wait for Shopify
     * @param drainSeconds in how long they will have been delivered; null where nobody can tell
     */
    public record Attention(
            String shop, SyncStatus.State state, String reason, long waitingRows, Double drainSeconds) {}
}
