package io.stocktide.simulator;

import io.stocktide.simulator.admin.AdminApi;
import io.stocktide.simulator.book.CatalogSeed;
import io.stocktide.simulator.book.Fulfilment;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Mismatch;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderEdit;
import io.stocktide.simulator.book.Refund;
import io.stocktide.simulator.book.RestockType;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.http.Faults;
import io.stocktide.simulator.http.SimulatorServer;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.orders.Units;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Progress;
import io.stocktide.simulator.traffic.Traffic;
import io.stocktide.simulator.webhook.Notifier;
import io.stocktide.simulator.webhook.Subscriptions;
import io.stocktide.simulator.webhook.WebhookSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Shopify for a number of shops, and a marketplace beside it, on one port. All of it follows from the seed;
 * what it holds true is read with {@link #available} and {@link #mismatches}. Operations on a shop throw {@link
 * IllegalArgumentException} for what does not exist or cannot be done, and then change nothing.
 */
public final class Simulator implements AutoCloseable {
    private final SimulatorConfig config;
    private final Counters counters = new Counters();
    private final Map<String, Storefront> shops = new LinkedHashMap<>();
    private final Faults faults;
    private final WebhookSender webhooks;
    private final Traffic traffic;
    private final AdminApi admin;
    private final SimulatorServer server;

    /** Lays out the shops; nothing is sent and no port is open before {@link #start}. */
    public Simulator(SimulatorConfig config) {
        this.config = config;
        this.faults = new Faults(config.clock(), config.admin().faultTimes());
        this.webhooks = new WebhookSender(config.webhooks(), counters);
        for (int n = 0; n < config.shops().domains().size(); n++) {
            ShopBook book = CatalogSeed.open(config, n);
            Subscriptions subscriptions = new Subscriptions(config.app().connected());
            Notifier notifier = new Notifier(book, subscriptions, config.webhooks(), config.seed(), webhooks);
            shops.put(book.domain(), Storefront.of(book, notifier, subscriptions, counters));
        }
        List<Storefront> all = List.copyOf(shops.values());
        this.traffic = new Traffic(config, all, webhooks, counters);
        this.admin = new AdminApi(config, all, counters, this::url);
        this.server = new SimulatorServer(
                config,
                admin,
                faults,
                new SimulatorServer.Controls(books(), this::progress, this::pauseTraffic, this::resumeTraffic));
    }

    /** Opens the port. */
    public void start() {
        server.start();
    }

    /** Announces every shop and begins the run; once. */
    public void startTraffic() {
        traffic.start();
    }

    /** Holds traffic; webhooks and events on their way go on. */
    public void pauseTraffic() {
        traffic.pause();
    }

    public void resumeTraffic() {
        traffic.resume();
    }

    /** Sends the webhooks of a shop's set-up without beginning the run; waits while the backlog is full. */
    public void announce(String shop) {
        shop(shop).stock().announce(webhooks);
    }

    /** Points webhooks and marketplace events elsewhere, retries included. */
    public void retarget(URI webhookUrl, URI channelUrl) {
        webhooks.retarget(webhookUrl);
        traffic.retargetChannel(channelUrl);
    }

    /** Makes that many of the shop's next Admin API requests fail so. */
    public void injectFault(String shop, Faults.Kind kind, int times) {
        faults.inject(shop(shop).book().domain(), kind, times);
    }

    /** All that goes wrong with the Admin API: by chance, for a shop, or until it is ended. */
    public Faults faults() {
        return faults;
    }

    /** The port that was opened. */
    public int port() {
        return server.port();
    }

    /** Address of everything: the control API's base. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** What stands for {@code https://{shop}}: the Admin API is below it at {@code /admin/api/2026-10/graphql.json}. */
    public String adminUrl(String shop) {
        return url() + "/shops/" + shop(shop).book().domain();
    }

    public SimulatorConfig config() {
        return config;
    }

    public Progress progress() {
        return Progress.read(counters, traffic.done(), config.traffic().orders());
    }

    /** Places a paid order placed online; its lines are in the cart's order. */
    public Order createOrder(String shop, Units... cart) {
        return shop(shop).orders().place(List.of(cart), null);
    }

    /** Places an order rung up at a location, where its units commit. */
    public Order createPosOrder(String shop, long locationId, Units... cart) {
        return shop(shop).orders().place(List.of(cart), locationId);
    }

    /** Cancels an order of which nothing was sent, with or without restock. */
    public Refund cancelOrder(String shop, long orderId, boolean restock) {
        return shop(shop).orders().cancel(orderId, restock);
    }

    /**
     * Refunds units by line id.
     *
     * @param locationId where they are restocked; null is where they were committed
     */
    public Refund refund(String shop, long orderId, Map<Long, Integer> units, RestockType type, Long locationId) {
        return shop(shop).refunds().refund(orderId, units, type, locationId);
    }

    /** Edits an order: units added (above 0) or removed (below 0) by line id, and lines added. */
    public OrderEdit editOrder(String shop, long orderId, Map<Long, Integer> lineDeltas, Units... newLines) {
        return shop(shop).orders().edit(orderId, lineDeltas, List.of(newLines));
    }

    /** Sends units by line id out, or all that is left when the map is empty; one fulfilment for each location. */
    public List<Fulfilment> fulfil(String shop, long orderId, Map<Long, Integer> units) {
        return shop(shop).fulfilments().fulfil(orderId, units);
    }

    /** Types a new available figure into the admin; the change in units. */
    public int manualEdit(String shop, long inventoryItemId, long locationId, int newAvailable) {
        return shop(shop).stock().edit(inventoryItemId, locationId, newAvailable);
    }

    /** Journals what someone else's marketplace event does to stock, so that expectations count it. */
    public void journalChannelDelta(String shop, long inventoryItemId, long locationId, int deltaUnits) {
        ShopBook book = shop(shop).book();
        book.locked(() -> book.journal().record(book.item(inventoryItemId), locationId, deltaUnits));
    }

    /** The shop's items in the order of creation; some are untracked. */
    public List<Item> items(String shop) {
        ShopBook book = shop(shop).book();
        return book.locked(() -> List.copyOf(book.items().values()));
    }

    /** The shop's locations; routing prefers the first. */
    public List<StockLocation> locations(String shop) {
        return List.copyOf(shop(shop).book().locations());
    }

    /** Units available now; empty for untracked items. */
    public OptionalInt available(String shop, long inventoryItemId, long locationId) {
        ShopBook book = shop(shop).book();
        return book.locked(() -> book.item(inventoryItemId).tracked()
                ? OptionalInt.of(book.level(inventoryItemId, locationId).available())
                : OptionalInt.empty());
    }

    /** Every level that is not what happened to it; deltas still to be pushed to Shopify show here too. */
    public List<Mismatch> mismatches() {
        List<Mismatch> all = new ArrayList<>();
        books().forEach(book -> all.addAll(book.mismatches()));
        return all;
    }

    @Override
    public void close() {
        traffic.close();
        webhooks.close();
        server.close();
        admin.close();
    }

    private List<ShopBook> books() {
        return shops.values().stream().map(Storefront::book).toList();
    }

    private Storefront shop(String domain) {
        Storefront found = shops.get(domain);
        if (found == null) {
            throw new IllegalArgumentException("no shop " + domain + "; there are " + shops.keySet());
        }
        return found;
    }
}
