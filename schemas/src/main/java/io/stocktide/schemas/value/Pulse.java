package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What one instance did in one period, and how it was at its end.
 *
 * @param role {@code ingest}, {@code topology} or {@code sync-sink}
 * @param instance names it among those of its role
 * @param at the period's end, by the instance's clock
 * @param notReadyBecause what {@code /readyz} says; null where it is ready
 * @param ackMillis null where the role has no such latency, or nothing was measured; so are the others
 * @param state null but of a topology
 * @param mismatches levels whose figure was corrected by what was read from Shopify, by shop; of the shops with the most
 */
public record Pulse(
        String role,
        String instance,
        Instant at,
        long periodMillis,
        String notReadyBecause,
        Counts counts,
        LatencyCounts ackMillis,
        LatencyCounts acceptedToStockMillis,
        LatencyCounts acceptedToShopifyMillis,
        State state,
        Map<String, Long> mismatches) {
    /** For how many shops one pulse tells of mismatches at most. */
    public static final int MAX_SHOPS = 50;

    private static final int MAX_REASON_CHARS = 300;

    /**
     * What happened in the period.
     *
     * @param webhooks accepted
     * @param channelEvents accepted
     * @param duplicates webhooks that had come before
     * @param mutations batches that Shopify has answered, or that were given up
     */
    public record Counts(long webhooks, long channelEvents, long duplicates, long mutations, long deadLetters) {}

    /**
     * Of the partitions whose active copies the instance has.
     *
     * @param lagRecords records of the inputs that the state does not contain yet
     * @param lagMillis how old it is at most; null where that cannot be told
     * @param ledgerMismatches items whose ledger rows do not sum to their balance
     * @param rebuilding of the partitions, those that a replay is rebuilding
     */
    public record State(long lagRecords, Long lagMillis, long ledgerMismatches, int partitions, int rebuilding) {}

    public Pulse {
        Objects.requireNonNull(role);
        Objects.requireNonNull(instance);
        Objects.requireNonNull(at);
        Objects.requireNonNull(counts);
        if (periodMillis < 1) {
            throw new IllegalArgumentException("a period has some length");
        }
        if (notReadyBecause != null && notReadyBecause.length() > MAX_REASON_CHARS) {
            notReadyBecause = notReadyBecause.substring(0, MAX_REASON_CHARS);
        }
        mismatches = mismatches == null ? Map.of() : Map.copyOf(mismatches);
    }
}
