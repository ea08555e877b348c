package io.stocktide.schemas.rest;

import java.time.Instant;

/**
 * How the delivery to a shop stands, as one instance of the sink knows it.
 *
 * @param waitingRows levels that wait for Shopify: those of the batch in hand, and what it said of those behind it
 * @param points null until Shopify has said
 * @param drainSeconds in how long all that waits will have been delivered; null where nobody can tell
 * @param lastAnswerAt when Shopify last answered, by our clock; null where it has not since the start
 * @param shutSeconds for how long no call has got through; 0 where calls go
 */
public record SyncStatus(
        String shop,
        State state,
        long waitingRows,
        CostPoints points,
        Double drainSeconds,
        Instant lastAnswerAt,
        long shutSeconds) {
    /** What calls to the shop come to. */
    public enum State {
        OK,
        /** Shopify has asked for a pause. */
        THROTTLED,
        /** Shopify does not answer; one call now and then tries. */
        BREAKER_OPEN,
        /** Shopify refuses the shop's token. */
        SUSPENDED,
        /** There is no token. */
        NOT_CONNECTED
    }

    /**
     * The shop's cost bucket.
     *
     * @param maximum null where Shopify did not say
     */
    public record CostPoints(double left, Double maximum, double restoredPerSecond) {}
}
