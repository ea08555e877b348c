package io.stocktide.sink.shopify;

import io.stocktide.sink.async.Permits;

/**
 * What calls of one purpose share.
 *
 * @param permits how many are under way at once
 * @param keepBackShare the share of each shop's cost bucket that is left to calls that matter more, 0 to 1
 */
public record CallClass(Permits permits, double keepBackShare, CallEvents events) {
    public CallClass {
        if (keepBackShare < 0 || keepBackShare > 1) {
            throw new IllegalArgumentException("a share is from 0 to 1");
        }
    }
}
