package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.topology.streams.TopologySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** One life, lived through the topology. */
final class Run implements AutoCloseable {
    static final long START_MILLIS = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    private static final int MAX_ROUNDS = 200;
    private static final int QUIET_ROUNDS = 3;

    private final Wire wire = new Wire(START_MILLIS);
    private final Trace trace;
    private final Driven driven;
    private final Shown shown = new Shown();
    private final Shopify shopify;
    private final Orders orders;
    private final Sink sink;
    private final Desk desk;
    private final Channels channels;
    private boolean anyOutput;

    Run(Life life, TopologySettings settings, boolean traced) {
        trace = new Trace(wire, traced);
        driven = new Driven(settings, START_MILLIS);
        Courier courier = new Courier(wire, (name, record) -> {
            trace.add("%s arrives", name);
            driven.pipe(Topics.WEBHOOKS, record);
        });
        shopify = new Shopify(wire, courier, trace);
        orders = new Orders(wire, courier, shopify, trace);
        sink = new Sink(wire, shopify, driven, trace, life.seed());
        desk = new Desk(shopify, shown, trace);
        channels = new Channels(wire, shopify, driven, desk, trace, life.posterIsTold());
        wire.onTime(millis -> {
            driven.wallClock(millis);
            collect();
        });
        wire.afterEach(this::collect);
        shopify.open(new Random(life.seed()), life.posterIsTold());
    }

    Driven driven() {
        return driven;
    }

    Shopify shopify() {
        return shopify;
    }

    Orders orders() {
        return orders;
    }

    Channels channels() {
        return channels;
    }

    Desk desk() {
        return desk;
    }

    Shown shown() {
        return shown;
    }

    Trace trace() {
        return trace;
    }

    long nowMillis() {
        return wire.nowMillis();
    }

    void live(List<Step> steps) {
        for (Step step : steps) {
            Random random = new Random(step.seed());
            wire.pass(random.nextInt(3) == 0 ? 0 : random.nextInt(3_000));
            happen(step.kind(), random);
        }
    }

    private void happen(Step.Kind kind, Random random) {
        long itemId = Catalog.TRACKED.get(random.nextInt(Catalog.TRACKED.size()));
        Place comingAndGoing = new Place(itemId, Catalog.COMING_AND_GOING.get(random.nextInt(2)));
        switch (kind) {
            case ORDER -> orders.order(false, random);
            case TILL_ORDER -> orders.order(true, random);
            case EDIT_ADDS -> orders.editAdds(random);
            case EDIT_REMOVES -> orders.editRemoves(random);
            case CANCEL -> orders.cancel(random);
            case REFUND -> orders.refund(random);
            case FULFIL -> orders.fulfil(random);
            case TELL_AGAIN -> orders.tellAgain(random);
            case MERCHANT_CHANGES ->
                shopify.change(new Place(itemId, shopify.anyPlaceOf(itemId, random)), random.nextInt(11) - 4, random);
            case CONNECT -> shopify.connect(comingAndGoing, random);
            case DISCONNECT -> shopify.disconnect(comingAndGoing, random);
            case CLOSE_LOCATION -> shopify.closeLocation(Catalog.SEASONAL, random);
            case TELL_PRODUCT -> {
                if (itemId != Catalog.POSTER) {
                    shopify.tellProduct(itemId, "products/update", random);
                }
            }
            case CHANNEL -> channels.happen(random);
            case COUNT -> channels.count(random);
            case RESERVE -> channels.reserve(random);
            case END_RESERVATION -> channels.endReservation(random);
            case READ -> sink.read(itemId, null, random);
            case PAUSE -> wire.pass(random.nextInt(600_000));
        }
    }

    /** Everything arrives and is answered, until nothing more comes. */
    void comeToRest() {
        wire.drain();
        sink.quiet();
        wire.drain();
        channels.redrive(sink.refused(), new Random(0));
        int still = 0;
        for (int round = 0; still < QUIET_ROUNDS && round < MAX_ROUNDS; round++) {
            anyOutput = false;
            wire.drain();
            wire.pass(Duration.ofHours(2).toMillis());
            still = anyOutput ? 0 : still + 1;
        }
    }

    private void collect() {
        driven.take(Topics.STOCK).forEach(shown::take);
        driven.take(Topics.REPLIES).forEach(record -> {
            if (record.value() != null) {
                desk.take(Driven.value(Topics.REPLIES, record));
                anyOutput = true;
            }
        });
        driven.take(Topics.BATCHES).forEach(record -> {
            anyOutput = true;
            Batch batch = Driven.value(Topics.BATCHES, record);
            sink.batch(batch);
        });
        driven.take(Topics.LOOKUPS).forEach(record -> {
            anyOutput = true;
            sink.lookup(Driven.value(Topics.LOOKUPS, record));
        });
    }

    @Override
    public void close() {
        driven.close();
    }
}
