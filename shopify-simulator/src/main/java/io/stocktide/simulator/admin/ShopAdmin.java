package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.config.AdminConfig;
import io.stocktide.simulator.orders.StockDesk;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.webhook.Notifier;
import java.time.Clock;

/** What the Admin API keeps for one shop beside its book. */
final class ShopAdmin {
    private final Storefront storefront;
    private final LeakyBucket bucket;
    private final IdempotencyKeys keys;

    ShopAdmin(Storefront storefront, AdminConfig config, Clock clock) {
        this.storefront = storefront;
        this.bucket = new LeakyBucket(clock, config.maximumAvailable(), config.restoreRate());
        this.keys = new IdempotencyKeys(config.keyLifetime());
    }

    ShopBook book() {
        return storefront.book();
    }

    Notifier notifier() {
        return storefront.notifier();
    }

    StockDesk stock() {
        return storefront.stock();
    }

    LeakyBucket bucket() {
        return bucket;
    }

    IdempotencyKeys keys() {
        return keys;
    }
}
