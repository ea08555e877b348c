package io.stocktide.topology.orders;

import io.stocktide.topology.catalog.Variants;
import io.stocktide.topology.stock.Movement;
import io.stocktide.topology.stock.StockBook;
import java.util.List;
import java.util.function.Consumer;

/** Joins what is seen of orders and posts to stock what that changes. */
public final class OrderBook {
    /** Told of a variant that an order names and nothing else has. */
    @FunctionalInterface
    public interface UnknownVariants {
        void ask(long variantId, long nowMillis);
    }

    private final Orders orders;
    private final Variants variants;
    private final StockBook stock;
    private final UnknownVariants unknown;

    public OrderBook(Orders orders, Variants variants, StockBook stock, UnknownVariants unknown) {
        this.orders = orders;
        this.variants = variants;
        this.stock = stock;
        this.unknown = unknown;
    }

    /**
     * @param joined whether the version joins those that were seen; otherwise it takes their place
     */
    public void see(OrderVersion version, boolean joined) {
        change(version.orderId(), order -> {
            if (order.isNewerThan(version)) {
                stock.isOutOfOrder();
            }
            if (!joined) {
                order.forget();
            }
            order.merge(version);
        });
    }

    public void see(long orderId, Refund refund) {
        change(orderId, order -> order.merge(refund));
    }

    public void see(Edit edit) {
        change(edit.orderId(), order -> order.merge(edit));
    }

    /** A variant's item has become known: the orders that waited for it move now. */
    public void variantIsKnown(long variantId) {
        for (long orderId : orders.takeAwaiting(variantId)) {
            change(orderId, order -> {});
        }
    }

    private void change(long orderId, Consumer<Order> seen) {
        Order order = orders.order(orderId).orElseGet(() -> Order.of(orderId));
        List<Movement> before = order.movements();
        seen.accept(order);
        order.resolve(variantId -> variants.itemOf(variantId).orElse(0));
        for (long variantId : order.unresolvedVariants()) {
            orders.awaitVariant(variantId, orderId);
            unknown.ask(variantId, stock.fact().recordMillis());
        }
        stock.replace(before, order.movements());
        orders.put(order);
    }
}
