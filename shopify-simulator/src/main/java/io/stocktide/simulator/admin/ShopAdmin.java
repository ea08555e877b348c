package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.orders.StockDesk;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.webhook.Notifier;
import io.stocktide.simulator.webhook.Subscriptions;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What the Admin API keeps for one shop beside its book. */
final class ShopAdmin {
    private final Storefront storefront;
    private final LeakyBucket bucket;
    private final IdempotencyKeys keys;
    private final List<String> scopes;
    private final BulkOperations bulk;

    ShopAdmin(Storefront storefront, SimulatorConfig config, Supplier<String> baseUrl) {
        Clock clock = config.clock();
        this.storefront = storefront;
        this.bucket = new LeakyBucket(
                clock, config.admin().maximumAvailable(), config.admin().restoreRate());
        this.scopes = List.copyOf(config.app().scopes().apply(storefront.book().domain()));
        this.bulk = new BulkOperations(this, clock, baseUrl);
        this.keys = new IdempotencyKeys(config.admin().keyLifetime());
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

    Subscriptions subscriptions() {
        return storefront.subscriptions();
    }

    /** Access scopes that the shop has granted. */
    List<String> scopes() {
        return scopes;
    }

    BulkOperations bulk() {
        return bulk;
    }

    IdempotencyKeys keys() {
        return keys;
    }
}
