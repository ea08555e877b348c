package io.stocktide.sink.connect;

import io.stocktide.sink.connect.SubscriptionChange.Kind;
import io.stocktide.sink.read.ShopReader;

/** Every call that connecting and disconnecting make, for whoever holds them against the schema. */
public final class AppCalls {
    private AppCalls() {}

    /** The script must list one subscription to change, and then one to remove. */
    public static void all(ShopReader shop, String url) {
        Subscriptions subscriptions = new Subscriptions(shop);
        var unused = Scopes.granted(shop);
        SubscriptionChange partial = subscriptions.missing(url, url).stream()
                .filter(change -> change.kind() == Kind.UPDATE)
                .findFirst()
                .orElseThrow();
        subscriptions.apply(partial, url);
        subscriptions.apply(new SubscriptionChange(Kind.CREATE, "orders/create", null), url);
        subscriptions.apply(subscriptions.ours(url).get(0), url);
    }
}
