package io.stocktide.topology.orders;

import java.util.List;
import java.util.Optional;

/** The orders of one shop, and those that wait for a variant to become known. */
public interface Orders {
    Optional<Order> order(long orderId);

    void put(Order order);

    void awaitVariant(long variantId, long orderId);

    /** The orders that wait for the variant; they wait no longer. */
    List<Long> takeAwaiting(long variantId);
}
