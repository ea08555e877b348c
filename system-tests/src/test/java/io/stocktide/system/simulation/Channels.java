package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelEvent.Type;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Tills, warehouses and marketplaces. Their records keep their order: one producer writes one partition. */
final class Channels {
    private static final List<Type> KINDS = List.of(Type.SALE, Type.SALE, Type.RETURN, Type.ADJUSTMENT, Type.TRANSFER);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Wire wire;
    private final Shopify shopify;
    private final Driven driven;
    private final Desk desk;
    private final Trace trace;
    private final Set<Place> counted = new TreeSet<>();
    private final boolean posterIsTold;
    private long lastDueMillis;
    private int nextId = 1;

    Channels(Wire wire, Shopify shopify, Driven driven, Desk desk, Trace trace, boolean posterIsTold) {
        this.wire = wire;
        this.shopify = shopify;
        this.driven = driven;
        this.desk = desk;
        this.trace = trace;
        this.posterIsTold = posterIsTold;
    }

    /** Levels that were counted: what Shopify should hold there depends on what the counter had seen. */
    Set<Place> counted() {
        return counted;
    }

    void happen(Random random) {
        Type type = KINDS.get(random.nextInt(KINDS.size()));
        List<ChannelLine> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            lines.add(line(type, random));
        }
        lines.forEach(line -> owe(type, line));
        report(type, lines, random);
    }

    private ChannelLine line(Type type, Random random) {
        long itemId = anyItem(random);
        boolean atStore = random.nextBoolean();
        long at = atStore ? Catalog.STORE : Catalog.WAREHOUSE;
        Long to = type == Type.TRANSFER ? Long.valueOf(atStore ? Catalog.WAREHOUSE : Catalog.STORE) : null;
        int quantity = 1 + random.nextInt(3);
        if (type == Type.ADJUSTMENT && random.nextBoolean()) {
            quantity = -quantity;
        }
        // The SKU of what no product tells could not be known.
        boolean bySku = random.nextInt(3) == 0 && (itemId != Catalog.POSTER || posterIsTold);
        return new ChannelLine(
                bySku ? Catalog.skuOf(itemId) : null, bySku ? null : Long.valueOf(itemId), at, to, quantity);
    }

    private void owe(Type type, ChannelLine line) {
        long itemId = line.inventoryItemId() == null ? itemOf(line.sku()) : line.inventoryItemId();
        long sign = type == Type.SALE || type == Type.TRANSFER ? -1 : 1;
        shopify.owe(new Place(itemId, line.locationId()), sign * line.quantity());
        if (type == Type.TRANSFER) {
            shopify.owe(new Place(itemId, line.toLocationId()), line.quantity());
        }
    }

    private static long itemOf(String sku) {
        return Catalog.ALL.stream()
                .filter(itemId -> Catalog.skuOf(itemId).equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private static long anyItem(Random random) {
        return Catalog.TRACKED.get(random.nextInt(Catalog.TRACKED.size()));
    }

    void count(Random random) {
        long itemId = anyItem(random);
        long at = random.nextBoolean() ? Catalog.STORE : Catalog.WAREHOUSE;
        counted.add(new Place(itemId, at));
        report(Type.COUNT, List.of(new ChannelLine(null, Long.valueOf(itemId), at, null, random.nextInt(30))), random);
    }

    /** What Shopify has refused is to be sent again. */
    void redrive(Collection<Place> places, Random random) {
        places.forEach(place -> report(
                Type.REDRIVE,
                List.of(new ChannelLine(null, Long.valueOf(place.itemId()), place.locationId(), null, 0)),
                random));
    }

    private void report(Type type, List<ChannelLine> lines, Random random) {
        String key = "k-" + nextId++;
        Instant at = Instant.ofEpochMilli(wire.nowMillis());
        trace.add("channel %s %s %s", key, type, lines);
        ChannelEvent event = new ChannelEvent(key, type, "till", at, lines);
        bring(Keys.of(Catalog.SHOP, key), event, random);
    }

    void reserve(Random random) {
        String key = "r-" + nextId++;
        List<ChannelLine> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Long at = random.nextBoolean()
                    ? null
                    : Long.valueOf(random.nextBoolean() ? Catalog.STORE : Catalog.WAREHOUSE);
            lines.add(new ChannelLine(null, Long.valueOf(anyItem(random)), at, null, 1 + random.nextInt(5)));
        }
        command(Type.RESERVE, key, Reservation.idOf(Catalog.SHOP, key), 5 + random.nextInt(600), lines, random);
    }

    void endReservation(Random random) {
        List<String> held = desk.held();
        if (!held.isEmpty()) {
            Type type = random.nextInt(3) == 0 ? Type.RELEASE : Type.CONFIRM;
            String id = held.get(random.nextInt(held.size()));
            command(type, "r-" + nextId++, id, 0, List.of(), random);
        }
    }

    private void command(
            Type type, String key, String reservationId, int ttlSeconds, List<ChannelLine> lines, Random random) {
        Instant at = Instant.ofEpochMilli(wire.nowMillis());
        trace.add("%s %s %s", type, reservationId, lines);
        ReservationCommand command = new ReservationCommand(reservationId, "q-" + nextId++, ttlSeconds, key);
        bring(
                Keys.reservation(Catalog.SHOP, reservationId),
                new ChannelEvent(key, type, "market", at, lines, command),
                random);
    }

    /** Late or twice, yet in order. */
    private void bring(String key, ChannelEvent event, Random random) {
        int times = random.nextInt(6) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            long delayMillis = i == 0 ? random.nextInt(3_000) : Wire.delayMillis(random, HOUR);
            if (i == 0) {
                lastDueMillis = Math.max(lastDueMillis, wire.nowMillis() + delayMillis);
            }
            // What a client sends again it sends later; all others stay in order.
            long due = i == 0 ? lastDueMillis : lastDueMillis + delayMillis;
            wire.at(due, () -> {
                trace.add("channel event %s arrives", event.idempotencyKey());
                desk.watch(event, () -> driven.pipe(Topics.CHANNEL_EVENTS, key, event, wire.nowMillis()));
            });
        }
    }
}
