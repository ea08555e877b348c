package io.stocktide.topology.orders;

import java.util.List;

/**
 * An order as one webhook gives it, whole.
 *
 * @param updatedSecond the version, by Shopify's clock
 * @param locationId where a till took it; null for every other order
 * @param cancelled moves nothing itself: what was put back comes as refunds
 */
public record OrderVersion(
        long orderId,
        long updatedSecond,
        Long locationId,
        boolean cancelled,
        List<LineVersion> lines,
        List<Refund> refunds) {
    /** A version that is not cancelled. */
    public OrderVersion(
            long orderId, long updatedSecond, Long locationId, List<LineVersion> lines, List<Refund> refunds) {
        this(orderId, updatedSecond, locationId, false, lines, refunds);
    }

    /**
     * A line.
     *
     * @param variantId null for a custom line or a variant that is gone
     * @param quantity units ordered, edits included; Shopify never lowers it, it refunds
     * @param stockless true for gift cards and untracked variants
     */
    public record LineVersion(long lineId, Long variantId, int quantity, boolean stockless) {}
}
