package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.webhook.Notifier;

/**
 * All that can be done in one shop, by whom.
 *
 * @param orders what buyers and the merchant do to orders
 * @param stock what the merchant does to stock
 * @param notifier triggers webhooks for both, and for what apps do through the Admin API
 */
public record Storefront(ShopBook book, Notifier notifier, OrderDesk orders, RefundDesk refunds, StockDesk stock) {
    /** Opens the desks of a shop over one book. */
    public static Storefront of(ShopBook book, Notifier notifier, Counters counters) {
        RefundDesk refunds = new RefundDesk(book, notifier, counters);
        return new Storefront(
                book,
                notifier,
                new OrderDesk(book, notifier, counters, refunds),
                refunds,
                new StockDesk(book, notifier, counters));
    }
}
