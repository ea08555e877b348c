package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Product;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import io.stocktide.simulator.webhook.Action;
import io.stocktide.simulator.webhook.Notifier;
import io.stocktide.simulator.webhook.WebhookSender;
import java.util.List;

/** What a merchant does in the admin: laying out the catalog and correcting stock by hand. */
public final class StockDesk {
    private final ShopBook shop;
    private final Notifier notifier;
    private final Counters counters;

    StockDesk(ShopBook shop, Notifier notifier, Counters counters) {
        this.shop = shop;
        this.notifier = notifier;
        this.counters = counters;
    }

    /**
     * Types a new available figure into the admin.
     *
     * @return the change in units
     */
    public int edit(long itemId, long locationId, int newAvailable) {
        return shop.locked(() -> {
            Level level = shop.level(itemId, locationId);
            if (!level.item().tracked()) {
                throw new IllegalArgumentException("item " + itemId + " is not tracked");
            }
            int delta = newAvailable - level.available();
            Action action = notifier.action();
            shop.journal().record(level.item(), locationId, delta);
            level.adjust(delta, action.at());
            counters.up(Count.MANUAL_EDITS);
            if (delta != 0) {
                notifier.levels(action, List.of(level));
            }
            return delta;
        });
    }

    /** Announces the whole shop, as on the day it was set up; waits for room in the backlog between products. */
    public void announce(WebhookSender sender) {
        shop.locked(() -> shop.locations().forEach(location -> notifier.location(notifier.action(), location)));
        for (Product product : shop.products()) {
            sender.awaitRoom();
            shop.locked(() -> announce(product));
        }
    }

    private void announce(Product product) {
        Action action = notifier.action();
        notifier.product(action, "products/create", product);
        product.variants().forEach(item -> {
            notifier.item(action, item);
            item.levels().forEach(level -> {
                notifier.level(action, "inventory_levels/connect", level);
                notifier.level(action, "inventory_levels/update", level);
            });
        });
    }
}
