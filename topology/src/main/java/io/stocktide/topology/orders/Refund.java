package io.stocktide.topology.orders;

import java.util.List;

/**
 * A refund, which is also how Shopify tells of a cancellation and of units that an edit removed.
 *
 * @param second when it was made
 */
public record Refund(long refundId, long second, List<Line> lines) {
    /**
     * A refunded line.
     *
     * @param locationId where the units went; null where Shopify does not say
     * @param restocked whether they can be sold again ({@code restock_type} other than {@code no_restock})
     */
    public record Line(long lineId, int quantity, Long locationId, boolean restocked) {}

    public Refund {
        lines = List.copyOf(lines);
    }
}
