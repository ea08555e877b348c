package io.stocktide.simulator.webhook;

import io.stocktide.simulator.body.CatalogBodies;
import io.stocktide.simulator.body.FulfilmentBodies;
import io.stocktide.simulator.body.OrderBodies;
import io.stocktide.simulator.body.OtherBodies;
import io.stocktide.simulator.body.RefundBodies;
import io.stocktide.simulator.book.Fulfilment;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderEdit;
import io.stocktide.simulator.book.Product;
import io.stocktide.simulator.book.Refund;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import io.stocktide.simulator.config.WebhookConfig;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.function.Supplier;

/**
 * Triggers the webhooks of one shop. Called under the shop's lock, it renders nothing: bodies are built by the sender,
 * when they leave, under the lock again.
 */
public final class Notifier {
    /** Shopify also sends products/update when stock moves; a full share would drown everything else. */
    private static final double PRODUCT_UPDATE_SHARE = 0.05;

    private static final double STOCKLESS_SHARE = 0.04;

    private final ShopBook shop;
    private final WebhookSender sender;
    private final Subscriptions subscriptions;
    private final FateMint mint;

    public Notifier(ShopBook shop, Subscriptions subscriptions, WebhookConfig config, long seed, WebhookSender sender) {
        this.shop = shop;
        this.subscriptions = subscriptions;
        this.sender = sender;
        this.mint = new FateMint(seed * 31 + shop.domain().hashCode(), config);
    }

    /** Opens an action at Shopify's time now. */
    public Action action() {
        return mint.action(shop.now());
    }

    public void order(Action action, Order order, String... topics) {
        for (String topic : topics) {
            trigger(action, topic, () -> OrderBodies.order(shop, order));
        }
    }

    public void refund(Action action, Refund refund) {
        trigger(action, "refunds/create", () -> RefundBodies.refund(shop, refund));
    }

    public void fulfilment(Action action, Order order, Fulfilment fulfilment) {
        trigger(action, "fulfillments/create", () -> FulfilmentBodies.fulfilment(shop, order, fulfilment));
    }

    public void edit(Action action, OrderEdit edit) {
        trigger(action, "orders/edited", () -> OtherBodies.edit(shop, edit));
    }

    /** One inventory_levels/update for each tracked level that the action changed. */
    public void levels(Action action, Collection<Level> changed) {
        for (Level level : new LinkedHashSet<>(changed)) {
            if (level.item().tracked()) {
                level(action, "inventory_levels/update", level);
                if (mint.chance(PRODUCT_UPDATE_SHARE)) {
                    product(action, "products/update", level.item().product());
                }
            }
        }
    }

    public void level(Action action, String topic, Level level) {
        trigger(action, topic, () -> CatalogBodies.level(shop, level));
    }

    public void location(Action action, StockLocation location) {
        trigger(action, "locations/create", () -> CatalogBodies.location(shop, location));
    }

    public void product(Action action, String topic, Product product) {
        trigger(action, topic, () -> CatalogBodies.product(shop, product));
    }

    public void item(Action action, Item item) {
        trigger(action, "inventory_items/create", () -> CatalogBodies.item(shop, item));
    }

    /** Now and then, a topic that says nothing of stock, as every shop with more than one subscription gets. */
    public void maybeStockless(Action action, Order order) {
        if (mint.chance(STOCKLESS_SHARE)) {
            trigger(action, "customers/update", () -> OtherBodies.customer(shop, order));
        }
        if (mint.chance(STOCKLESS_SHARE)) {
            trigger(action, "carts/update", () -> OtherBodies.cart(shop, order));
        }
        if (mint.chance(STOCKLESS_SHARE / 10)) {
            trigger(action, "app_subscriptions/update", () -> OtherBodies.subscription(shop));
        }
    }

    private void trigger(Action action, String topic, Supplier<byte[]> body) {
        if (subscriptions.areConfigured()) {
            send(action, topic, Route.BY_CONFIGURATION, body);
        }
        for (Subscription each : subscriptions.of(topic)) {
            send(action, topic, Route.by(subscriptions, each.id()), body);
        }
    }

    private void send(Action action, String topic, Route route, Supplier<byte[]> body) {
        Webhook.Fate fate = mint.fate(action.at());
        sender.send(new Webhook(shop.domain(), topic, action, fate, route, () -> shop.locked(body)));
    }
}
