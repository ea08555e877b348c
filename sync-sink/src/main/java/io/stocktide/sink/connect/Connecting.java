package io.stocktide.sink.connect;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.Connection;
import io.stocktide.schemas.value.Connection.State;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.load.CatalogLoader;
import io.stocktide.sink.load.CatalogReport;
import io.stocktide.sink.load.CatalogTally;
import io.stocktide.sink.load.LoadJournal;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.read.ShopReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Connects one shop, on the caller's thread. Webhooks come first: what changes while the catalog is read must not be
 * missed. Done again, it changes nothing that stands already; cut off, it goes on where it was. Throws {@link
 * ConfigException} for what somebody must mend and {@link io.stocktide.sink.read.ReadFailed} where Shopify fails.
 */
public final class Connecting {
    private final ShopReader shop;
    private final ShopTopics topics;
    private final FactWriter facts;
    private final LoadSettings settings;
    private final ConnectEvents events;
    private final InstantSource clock;

    /**
     * How it ended.
     *
     * @param report null where nothing was loaded this time
     */
    public record Outcome(Connection connection, CatalogReport report) {}

    public Connecting(
            ShopReader shop,
            ShopTopics topics,
            FactWriter facts,
            LoadSettings settings,
            ConnectEvents events,
            InstantSource clock) {
        this.shop = shop;
        this.topics = topics;
        this.facts = facts;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param webhookUrl where webhooks are to go; null for where they went before
     * @param reload whether to read a catalog again that was read to its end
     */
    public Outcome run(String webhookUrl, boolean reload) {
        Optional<Connection> before = topics.connection(shop.shop());
        String url = webhookUrl != null
                ? webhookUrl
                : before.map(Connection::webhookUrl)
                        .orElseThrow(() -> new ConfigException(
                                "where are webhooks to go? --webhook-url is missing, and the shop was not connected"
                                        + " before"));
        requireScopes();
        subscribe(url, before.map(Connection::webhookUrl).orElse(null));
        CatalogLoad earlier = before.filter(connection -> goesOn(connection, reload))
                .map(Connection::load)
                .orElse(null);
        return earlier != null && earlier.endedAt() != null ? kept(url, earlier) : load(url, earlier);
    }

    /** A load under way is not begun anew even then: it is a reload by itself. */
    private static boolean goesOn(Connection before, boolean reload) {
        return before.state() == State.CONNECTING || (before.state() == State.CONNECTED && !reload);
    }

    private void requireScopes() {
        List<String> granted = Scopes.granted(shop);
        List<String> missing = Scopes.missing(granted);
        if (!missing.isEmpty()) {
            throw new ConfigException(shop.shop() + " has not granted " + String.join(", ", missing)
                    + ": add the scopes to the app and have the shop approve them");
        }
        events.scopesGranted(granted);
    }

    private void subscribe(String url, String before) {
        Subscriptions subscriptions = new Subscriptions(shop);
        for (SubscriptionChange change : subscriptions.missing(url, before)) {
            subscriptions.apply(change, url);
            events.subscribed(change);
        }
        events.subscriptionsStand(Subscriptions.TOPICS.size(), url);
    }

    private Outcome kept(String url, CatalogLoad load) {
        Connection connection = connection(State.CONNECTED, url, load);
        topics.write(connection);
        return new Outcome(connection, null);
    }

    private Outcome load(String url, CatalogLoad earlier) {
        CatalogLoader loader = new CatalogLoader(shop, facts, settings, journal(url), clock);
        if (earlier != null) {
            events.takenUpAgain(earlier);
        }
        CatalogLoad begun = earlier != null ? earlier : loader.begin(topics.end(Topics.SNAPSHOTS, shop.shop()));
        CatalogLoad ended = loader.finish(begun);
        Connection connection = connection(State.CONNECTED, url, ended);
        topics.write(connection);
        return new Outcome(connection, report(ended));
    }

    private LoadJournal journal(String url) {
        return new LoadJournal() {
            @Override
            public void reached(CatalogLoad load) {
                topics.write(connection(State.CONNECTING, url, load));
                events.loaded(load);
            }

            @Override
            public void shopifyReads(long variants, long expected) {
                events.shopifyReads(variants, expected);
            }
        };
    }

    private Connection connection(State state, String url, CatalogLoad load) {
        return new Connection(shop.shop(), state, url, load, clock.instant());
    }

    /** Read from what was written, so that it also tells of what an earlier process had loaded. */
    private CatalogReport report(CatalogLoad load) {
        CatalogTally tally = new CatalogTally();
        long end = topics.end(Topics.SNAPSHOTS, shop.shop());
        topics.scan(Topics.SNAPSHOTS, shop.shop(), load.fromOffset(), end, (key, snapshot) -> {
            if (snapshot != null) {
                tally.add(snapshot);
            }
        });
        return tally.report();
    }
}
