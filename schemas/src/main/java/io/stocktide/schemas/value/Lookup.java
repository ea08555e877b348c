package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * A question for Shopify, answered by a {@link Snapshot}. Exactly one of the two ids is set.
 *
 * @param attempt how often it has been asked before, from 0
 */
public record Lookup(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long variantId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
        Reason reason,
        int attempt,
        Instant askedAt) {
    /** Why the topology asks. */
    public enum Reason {
        /** An order line names a variant that no product or snapshot has named. */
        UNKNOWN_VARIANT,
        /** A movement may or may not be part of what was last observed. */
        UNSETTLED,
        /** A count met another figure at Shopify than it expected. */
        STALE
    }

    public Lookup {
        if ((variantId == null) == (inventoryItemId == null)) {
            throw new IllegalArgumentException("a look-up asks for a variant or for an item");
        }
    }
}
