package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Feed;
import io.stocktide.bench.process.Ports;
import io.stocktide.bench.process.Roles;
import io.stocktide.bench.process.Waiting;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.EventAccepted;
import io.stocktide.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Ingest, topology, sink and broker. It knows its catalogue and reads it from its state, as it would after a load. */
final class StocktideStack implements WholeStack {
    private static final Duration CATALOGUE_AT_MOST = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final ShopifyStand shopify;
    private final TopicWatch watch;
    private final String token;
    private final int ingestPort;
    private final int topologyPort;

    private StocktideStack(
            Cluster cluster, ShopifyStand shopify, TopicWatch watch, String token, int ingestPort, int topologyPort) {
        this.cluster = cluster;
        this.shopify = shopify;
        this.watch = watch;
        this.token = token;
        this.ingestPort = ingestPort;
        this.topologyPort = topologyPort;
    }

    /** As {@link WholeStack.Starter} has it. */
    static WholeStack start(Path home, Path dir, Processes processes, Timeline timeline) throws Exception {
        Cluster cluster = processes.stopAtEnd(new Cluster(dir, Stocktide.PARTITIONS));
        processes.count(Part.STORING, cluster.broker());
        ShopifyStand shopify = processes.stopAtEnd(new ShopifyStand());
        try (Feed feed = new Feed(cluster.client())) {
            feed.catalogue(Mix.SHOPS, Mix.SKUS);
        }
        int ingestPort = Ports.free();
        int topologyPort = Ports.free();
        Stocktide stocktide = new Stocktide(home, dir, cluster.bootstrapServers(), Mix.SHOPS);
        processes.add(Part.WORKING, stocktide.topology(topologyPort));
        processes.add(Part.SENDING, stocktide.sink(Ports.free(), shopify.url()));
        processes.add(Part.ACCEPTING, stocktide.ingest(ingestPort));
        Waiting.until(CATALOGUE_AT_MOST, "the catalogue to be read", () -> {
            processes.requireAlive();
            return cluster.lag(Roles.TOPOLOGY_GROUP, Topics.SNAPSHOTS.name()) <= cluster.partitions();
        });
        TopicWatch watch = timeline == null
                ? null
                : processes.stopAtEnd(new TopicWatch(cluster.client(), cluster.partitions(), timeline));
        return new StocktideStack(cluster, shopify, watch, stocktide.token(), ingestPort, topologyPort);
    }

    @Override
    public URI webhooks() {
        return URI.create("http://127.0.0.1:" + ingestPort + "/webhooks");
    }

    @Override
    public URI sales(String shop) {
        return URI.create("http://127.0.0.1:" + ingestPort + "/v1/shops/" + shop + "/channel-events");
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public boolean isThrough(Account account) throws Exception {
        return shopify.units() == account.soldUnits()
                && cluster.lag(Roles.TOPOLOGY_GROUP, Topics.WEBHOOKS.name()) == 0
                && cluster.lag(Roles.TOPOLOGY_GROUP, Topics.CHANNEL_EVENTS.name()) == 0;
    }

    @Override
    public void check(Account account) throws Exception {
        StockReader reader = new StockReader(topologyPort, token);
        for (int number = 1; number <= Mix.SHOPS; number++) {
            String shop = OrderBodies.shop(number);
            var available = reader.available(shop);
            for (int sku = 0; sku < Mix.SKUS; sku++) {
                long expected = Feed.ON_HAND - account.ordered(shop, sku) - account.sold(shop, sku);
                Long seen = available.get(OrderBodies.inventoryItemId(sku));
                Account.require(shop + ", SKU " + sku, expected, seen == null ? 0 : seen);
            }
        }
        Account.require("units of all mutations", account.soldUnits(), shopify.units());
    }

    @Override
    public void settle(Timeline timeline) {
        try {
            watch.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        for (Timeline.Accepted each : timeline.accepted()) {
            if (each.call().isSale()) {
                settle(timeline, each);
            }
        }
    }

    private void settle(Timeline timeline, Timeline.Accepted sale) {
        Mix.Call call = sale.call();
        watch.batches().of(call.shop(), call.inventoryItemId(), offset(sale)).ifPresent(batch -> {
            timeline.happened(Timeline.Step.FORMED, call.id(), batch.nanos());
            Long arrived = shopify.arrivedNanos(batch.batchId());
            if (arrived != null) {
                timeline.happened(Timeline.Step.SENT, call.id(), arrived);
            }
        });
    }

    private static long offset(Timeline.Accepted sale) {
        try {
            return Json.mapper().readValue(sale.answer(), EventAccepted.class).offset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
