package io.stocktide.schemas.rest;

import java.time.Instant;

/**
 * How the delivery to a shop stands, as the instance of the sink knows it that was asked, or that delivers to the shop.
 *
 * @param waitingRows levels that wait for Shopify: those of the batch in hand, and what it said of those behind it
 * @param inFlightRows of them, those of the batch in hand; null where nobody has told
 * @param points null until Shopify has said
 * @param drainSeconds in how long all that waits will have been delivered; null where nobody can tell
 * @param lastAnswerAt when Shopify last answered, by our clock; null where it has not since the start
 * @param shutSeconds for how long no call has got through; 0 where calls go
 * @param lastReconciledAt when the shop was last read again to its end; null where the sink does not know
 * @param mismatches levels of the last hour whose figure was corrected by what was read; null where the topology does
 *     not tell
 * @param at when the sink looked; null where none has
 */
public record SyncStatus(
        String shop,
        State state,
        long waitingRows,
        Long inFlightRows,
        CostPoints points,
        Double drainSeconds,
        Instant lastAnswerAt,
        long shutSeconds,
        Instant lastReconciledAt,
        Long mismatches,
        Instant at) {
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
        NOT_CONNECTED,
        /** No sink has told yet. */
        UNKNOWN
    }

    /**
     * The shop's cost bucket.
     *
     * @param maximum null where Shopify did not say
     */
    public record CostPoints(double left, Double maximum, double restoredPerSecond) {}

    /** Of a shop of which no sink has told. */
    public static SyncStatus unknown(String shop) {
        return new SyncStatus(shop, State.UNKNOWN, 0, null, null, null, null, 0, null, null, null);
    }

    /** The same, and how many levels readings have corrected. */
    public SyncStatus withMismatches(long inTheLastHour) {
        return new SyncStatus(
                shop,
                state,
                waitingRows,
                inFlightRows,
                points,
                drainSeconds,
                lastAnswerAt,
                shutSeconds,
                lastReconciledAt,
                inTheLastHour,
                at);
    }
}
