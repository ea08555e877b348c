package io.stocktide.sink.shopify;

import io.stocktide.sink.async.Permits;

/**
 * What calls of one purpose share.
 *
 * @param permits how many are under way at once
 * @param keepBackShare the share of each shop's cost bucket that is left to calls that matter more, 0 to 1
 * @param rateShare the most that these calls together may spend of what a shop's bucket restores, above 0, at most 1
 */
public record CallClass(Permits permits, double keepBackShare, double rateShare, CallEvents events) {
    public CallClass {
        if (keepBackShare < 0 || keepBackShare > 1 || rateShare <= 0 || rateShare > 1) {
            throw new IllegalArgumentException("a share is from 0 to 1");
        }
    }

    /** May spend all that is restored. */
    public CallClass(Permits permits, double keepBackShare, CallEvents events) {
        this(permits, keepBackShare, 1, events);
    }
}
