package io.stocktide.schemas.rest;

import java.util.List;

/**
 * What {@code stocktide verify --json} says. All figures are counts of what the topics retain.
 *
 * @param items items with ledger rows
 * @param itemsCompared those of them with a level that shows a figure on {@code stock}
 * @param ledgerMismatches items whose rows do not follow from one another, or do not sum to their balance
 * @param mutationRows rows of batches
 * @param mutationsWithoutCause those of them whose cause is on no topic
 * @param causesExpired rows so old that their cause may have expired; no fault
 * @param webhooksJudged webhooks that the topology has processed and should remember
 * @param webhooksWithoutVerdict those of them that it does not
 * @param webhooksWaiting webhooks that it has still to process; no fault
 * @param batchesInFlight batches without a delivery for longer than they should be; no fault
 * @param unreadable records that are not what their topic holds
 * @param faults the first of all faults
 */
public record VerifyReport(
        long items,
        long itemsCompared,
        long ledgerMismatches,
        long mutationRows,
        long mutationsWithoutCause,
        long causesExpired,
        long webhooksJudged,
        long webhooksWithoutVerdict,
        long webhooksWaiting,
        long batchesInFlight,
        long unreadable,
        List<Fault> faults) {
    /** One thing that is not as it must be. */
    public record Fault(Kind kind, String key, String detail) {}

    /** What is not as it must be. */
    public enum Kind {
        /** An item's ledger rows do not follow from one another. */
        LEDGER_CHAIN,
        /** An item's ledger does not end at its balance. */
        BALANCE,
        /** What Shopify was told has no cause. */
        MUTATION_WITHOUT_CAUSE,
        WEBHOOK_WITHOUT_VERDICT,
        /** A record is not what its topic holds. */
        UNREADABLE
    }

    public VerifyReport {
        faults = List.copyOf(faults);
    }

    /** Whether the books are right. */
    public boolean booksAreRight() {
        return ledgerMismatches + mutationsWithoutCause + webhooksWithoutVerdict + unreadable == 0;
    }
}
