package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.config.AdminConfig;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.webhook.Notifier;
import java.time.Clock;

/** What the Admin API keeps for one shop beside its book. */
final class ShopAdmin {
    private final Storefront storefront;
    private final LeakyBucket bucket;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    ShopAdmin(Storefront storefront, AdminConfig config, Clock clock) {
        this.storefront = storefront;
        this.bucket = new LeakyBucket(clock, config.maximumAvailable(), config.restoreRate());
    }

    ShopBook book() {
        return storefront.book();
    }

    Notifier notifier() {
        return storefront.notifier();
    }

    LeakyBucket bucket() {
        return bucket;
    }

    IdempotencyKeys keys() {
        return keys;
    }
}
