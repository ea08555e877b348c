package io.stocktide.sink.connect;

import io.stocktide.schemas.value.Connection;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.read.CatalogReader;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.read.ShopReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether a shop's connection is in order, and changes nothing. */
public final class ConnectionCheck {
    private final ShopReader shop;
    private final ShopTopics topics;

    public ConnectionCheck(ShopReader shop, ShopTopics topics) {
        this.shop = shop;
        this.topics = topics;
    }

    /**
     * What was found, side by side; where Shopify cannot be asked, that alone.
     *
     * @param sample how many items' figures to compare
     */
    public List<Finding> run(int sample) {
        List<Finding> findings = new ArrayList<>();
        try {
            findings.add(scopes());
            Optional<Connection> connection = topics.connection(shop.shop());
            findings.add(webhooks(connection));
            FigureCheck figures = new FigureCheck(shop, topics);
            figures.readOurs();
            findings.add(catalog(figures));
            findings.add(figures.run(sample));
        } catch (ReadFailed e) {
            findings.add(Finding.bad("token", "Shopify could not be asked: " + e.getMessage(), List.of()));
        }
        return findings;
    }

    private Finding scopes() {
        List<String> missing = Scopes.missing(Scopes.granted(shop));
        return missing.isEmpty()
                ? Finding.good("scopes", "the token works, and every scope that is needed is granted")
                : Finding.bad("scopes", "not granted: " + String.join(", ", missing), List.of());
    }

    private Finding webhooks(Optional<Connection> connection) {
        if (connection.isEmpty() || connection.get().state() != Connection.State.CONNECTED) {
            return Finding.bad("webhooks", "the shop is not connected: run 'stocktide shops connect'", List.of());
        }
        String url = connection.get().webhookUrl();
        List<SubscriptionChange> missing = new Subscriptions(shop).missing(url, null);
        return missing.isEmpty()
                ? Finding.good("webhooks", "%d topics to %s".formatted(Subscriptions.TOPICS.size(), url))
                : Finding.bad(
                        "webhooks",
                        "%d topics do not come whole to %s: run 'stocktide shops connect'"
                                .formatted(missing.size(), url),
                        missing.stream().map(SubscriptionChange::topic).toList());
    }

    /** Items that are stocked nowhere have no level here, so less than Shopify's is no fault by itself. */
    private Finding catalog(FigureCheck figures) {
        long variants = new CatalogReader(shop, LoadSettings.defaults().pageSize()).count();
        return Finding.good(
                "catalog", "%,d variants at Shopify, %,d items stocked here".formatted(variants, figures.items()));
    }
}
