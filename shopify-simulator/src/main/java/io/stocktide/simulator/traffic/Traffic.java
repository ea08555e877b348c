package io.stocktide.simulator.traffic;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.config.TrafficConfig;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.webhook.WebhookSender;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run: announces every shop, then places orders and all that follows from them, corrections and marketplace sales
 * spread evenly among them. One thread and one seeded source decide everything, so the same seed decides the same.
 */
public final class Traffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    /** An endless run spreads its corrections and marketplace events over so many orders. */
    private static final long ENDLESS_SPREAD = 10_000;

    private final TrafficConfig config;
    private final boolean announces;
    private final List<Storefront> shops;
    private final List<Carts> carts;
    private final List<Marketplace> marketplaces;
    private final WebhookSender webhooks;
    private final ChannelSender channel;
    private final FollowUps followUps;
    private final SplittableRandom random;
    private final SplittableRandom marketRandom;
    private final Pace pace;
    private final Thread thread;
    private long manualEdits;
    private long channelEvents;
    private volatile boolean done;

    public Traffic(SimulatorConfig config, List<Storefront> shops, WebhookSender webhooks, Counters counters) {
        this.config = config.traffic();
        this.announces = config.app().connected();
        this.shops = shops;
        this.webhooks = webhooks;
        this.carts = shops.stream().map(shop -> new Carts(shop.book())).toList();
        this.marketplaces = carts.stream()
                .map(cart -> new Marketplace(
                        cart.shop(),
                        cart,
                        this.config.plainSaleShare(),
                        config.webhooks().duplicateShare()))
                .toList();
        this.channel = new ChannelSender(config.channel(), counters);
        this.followUps = new FollowUps(this.config);
        this.random = new SplittableRandom(config.seed());
        this.marketRandom = random.split();
        this.pace = new Pace(this.config.ordersPerSecond());
        this.thread = new Thread(this::run, "traffic");
        this.thread.setDaemon(true);
    }

    /** Starts the run; once. */
    public void start() {
        thread.start();
    }

    /** True once all of the run has happened; what is still on its way is counted elsewhere. */
    public boolean done() {
        return done;
    }

    public void pause() {
        pace.pause();
    }

    public void resume() {
        pace.resume();
    }

    /** Where marketplace events go from now on. */
    public void retargetChannel(URI url) {
        channel.retarget(url);
    }

    private void run() {
        try {
            if (announces) {
                shops.forEach(shop -> shop.stock().announce(webhooks));
            }
            long spread = config.orders() == 0 ? ENDLESS_SPREAD : config.orders();
            for (long step = 1; !pace.stopped() && (config.orders() == 0 || step <= config.orders()); step++) {
                pace.awaitTurn();
                placeOrder(step);
                follow(step);
                interleave(Math.min(step, spread), spread);
            }
            follow(Long.MAX_VALUE);
            done = !pace.stopped();
        } catch (RuntimeException e) {
            LOG.error("traffic stopped", e);
        }
    }

    private void placeOrder(long step) {
        webhooks.awaitRoom();
        int position = random.nextInt(shops.size());
        Carts cart = carts.get(position);
        Storefront shop = shops.get(position);
        var units = cart.cart(random);
        Order order = shop.orders().place(units, cart.pointOfSale(random));
        followUps.plan(shop, order, cart, step, random);
    }

    private void follow(long step) {
        Runnable due = followUps.due(step);
        while (due != null && !pace.stopped()) {
            pace.awaitResume();
            webhooks.awaitRoom();
            due.run();
            due = followUps.due(step);
        }
    }

    private void interleave(long step, long spread) {
        while (manualEdits < config.manualEdits() * step / spread && !pace.stopped()) {
            pace.awaitResume();
            manualEdits++;
            correct();
        }
        while (channelEvents < config.channelSales() * step / spread && !pace.stopped()) {
            pace.awaitResume();
            channelEvents++;
            sellElsewhere();
        }
    }

    private void correct() {
        webhooks.awaitRoom();
        int position = random.nextInt(shops.size());
        Item item = carts.get(position).trackedItem(random);
        int available = random.nextInt(200);
        int place = random.nextInt(1_000);
        if (item != null) {
            Storefront shop = shops.get(position);
            shop.book().locked(() -> {
                List<Level> levels = item.levelList();
                Level level = levels.get(place % levels.size());
                shop.stock().edit(item.id(), level.location().id(), available);
            });
        }
    }

    private void sellElsewhere() {
        channel.awaitRoom();
        ChannelEvent event =
                marketplaces.get(marketRandom.nextInt(shops.size())).next(marketRandom);
        if (event != null) {
            channel.send(event);
        }
    }

    @Override
    public void close() {
        pace.stop();
        channel.close();
        thread.interrupt();
    }
}
