package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.webhook.Notifier;
import io.stocktide.simulator.webhook.Subscriptions;

/**
 * All that can be done in one shop, desk by desk, over one book.
 *
 * @param notifier triggers the webhooks of every desk, and of what apps do through the Admin API
 * @param subscriptions where those go
 */
public record Storefront(
        ShopBook book,
        Notifier notifier,
        Subscriptions subscriptions,
        OrderDesk orders,
        RefundDesk refunds,
        FulfilmentDesk fulfilments,
        StockDesk stock) {
    /** Opens the desks of a shop. */
    public static Storefront of(ShopBook book, Notifier notifier, Subscriptions subscriptions, Counters counters) {
        RefundDesk refunds = new RefundDesk(book, notifier, counters);
        return new Storefront(
                book,
                notifier,
                subscriptions,
                new OrderDesk(book, notifier, counters, refunds),
                refunds,
                new FulfilmentDesk(book, notifier, counters),
                new StockDesk(book, notifier, counters));
    }
}
