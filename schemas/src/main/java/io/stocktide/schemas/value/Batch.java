package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.List;

/**
 * An immutable set of changes for one shop: one mutation at Shopify.
 *
 * @param batchId a UUID, and the mutation's idempotency key
 * @param sequence counts the shop's batches from 1
 * @param formedAt stream time at which it was decided
 * @param waiting how many levels waited on for the next batches, counted up to some thousand; null where the batch was
 *     not full, so that all that waits has a batch soon
 */
public record Batch(
        String batchId,
        String shop,
        Kind kind,
        long sequence,
        Instant formedAt,
        Integer waiting,
        List<BatchChange> changes) {
    /** Shopify takes at most this many rows in one array (Admin API 2026-10). */
    public static final int MAX_CHANGES = 250;

    /** Which mutation it is. */
    public enum Kind {
        /** {@code inventoryAdjustQuantities}: deltas. */
        ADJUST,
        /** {@code inventorySetQuantities}: compare and set. */
        SET
    }

    public Batch {
        changes = List.copyOf(changes);
        if (changes.isEmpty() || changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("a batch holds 1 to " + MAX_CHANGES + " changes");
        }
    }

    /** A batch that leaves nobody waiting. */
    public Batch(String batchId, String shop, Kind kind, long sequence, Instant formedAt, List<BatchChange> changes) {
        this(batchId, shop, kind, sequence, formedAt, null, changes);
    }
}
