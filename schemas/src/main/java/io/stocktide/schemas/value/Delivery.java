package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.List;

/**
 * What became of a batch. It repeats the batch's rows, so that it can be understood without the batch.
 *
 * @param sequence the batch's
 * @param appliedAt when Shopify applied it, by Shopify's clock, to the second; null where it did not
 * @param attempts how many calls were made, at least 1
 */
public record Delivery(
        String batchId,
        String shop,
        Batch.Kind kind,
        long sequence,
        Outcome outcome,
        Instant appliedAt,
        int attempts,
        List<DeliveredChange> changes) {
    /** The whole call's fate. */
    public enum Outcome {
        /** Shopify applied every row. */
        APPLIED,
        /** Shopify refused the call because of some rows, and applied none. */
        REFUSED,
        /** Given up after the last retry. */
        ABANDONED
    }

    public Delivery {
        changes = List.copyOf(changes);
    }
}
