package io.stocktide.topology.engine;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelEvent.Type;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationCommand;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.orders.Edit;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.Refund;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.webhooks.WebhookFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A shop at Shopify, with orders and people who change stock, and what Shopify tells of it. Its clock ticks in seconds
 * and often not at all between two changes, so that facts tie.
 */
final class ShopLife {
    static final List<Long> ITEMS = List.of(11L, 12L);
    static final long HERE = 71;
    static final long THERE = 72;
    /** A place that comes and goes; no channel sells from it. */
    private static final long POP_UP = 73;

    private static final long VARIANT_OF_ITEM = 20;
    private static final List<ChannelEvent.Type> REPORTED = Stream.of(ChannelEvent.Type.values())
            .filter(ChannelEvent.Type::isReported)
            .toList();

    /** What Shopify holds at one level. */
    record Place(long itemId, long locationId) {}

    private static final class Sale {
        private final long id;
        private final long itemId;
        private final long createdSecond;
        private int quantity;
        private final List<Refund> refunds = new ArrayList<>();

        private Sale(long id, long itemId, long createdSecond, int quantity) {
            this.id = id;
            this.itemId = itemId;
            this.createdSecond = createdSecond;
            this.quantity = quantity;
        }
    }

    private final Random random;
    private final Map<Place, Long> held =
            new TreeMap<>(Comparator.comparingLong(Place::itemId).thenComparingLong(Place::locationId));
    private final List<Sale> sales = new ArrayList<>();
    private final List<WebhookFact> told = new ArrayList<>();
    private long second = 1_000;
    private long nextId = 1;

    ShopLife(Random random) {
        this.random = random;
        for (long itemId : ITEMS) {
            told.add(new WebhookFact.ProductSeen(List.of(new WebhookFact.ProductSeen.Variant(
                    itemId + VARIANT_OF_ITEM, itemId, new Register<>(second, "sku-" + itemId)))));
            change(itemId, HERE, 20);
            change(itemId, THERE, 10);
        }
    }

    long second() {
        return second;
    }

    void pass(long seconds) {
        second += seconds;
    }

    Map<Place, Long> held() {
        return held;
    }

    /** Webhooks since the last call. */
    List<WebhookFact> takeTold() {
        List<WebhookFact> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** Something happens at Shopify. */
    void happen() {
        second += random.nextInt(3);
        long itemId = anyItem();
        switch (random.nextInt(7)) {
            case 0 -> change(itemId, anyPlace(itemId), random.nextInt(11) - 5);
            case 1, 2 -> order(itemId);
            case 3 -> edit();
            case 4 -> refund();
            case 5 -> popUp(itemId);
            default -> tellAgain();
        }
    }

    private long anyItem() {
        return ITEMS.get(random.nextInt(ITEMS.size()));
    }

    private long anyPlace(long itemId) {
        List<Long> places = held.keySet().stream()
                .filter(place -> place.itemId() == itemId)
                .map(Place::locationId)
                .toList();
        return places.get(random.nextInt(places.size()));
    }

    private void change(long itemId, long locationId, long delta) {
        long now = held.merge(new Place(itemId, locationId), delta, Long::sum);
        told.add(new WebhookFact.LevelSeen(itemId, locationId, Observation.at(second, now)));
    }

    private void order(long itemId) {
        Sale sale = new Sale(nextId++, itemId, second, 1 + random.nextInt(3));
        sales.add(sale);
        change(itemId, anyPlace(itemId), -sale.quantity);
        tell(sale);
    }

    private void edit() {
        if (!sales.isEmpty()) {
            Sale sale = sales.get(random.nextInt(sales.size()));
            int added = 1 + random.nextInt(2);
            sale.quantity += added;
            change(sale.itemId, anyPlace(sale.itemId), -added);
            told.add(new WebhookFact.EditSeen(new Edit(nextId++, sale.id, second, Map.of(sale.id * 10, added))));
            tell(sale);
        }
    }

    private void refund() {
        if (!sales.isEmpty()) {
            Sale sale = sales.get(random.nextInt(sales.size()));
            boolean restocked = random.nextInt(3) != 0;
            long locationId = anyPlace(sale.itemId);
            Long named = restocked && random.nextInt(4) != 0 ? locationId : null;
            Refund refund = new Refund(nextId++, second, List.of(new Refund.Line(sale.id * 10, 1, named, restocked)));
            sale.refunds.add(refund);
            if (restocked) {
                change(sale.itemId, locationId, 1);
            }
            told.add(new WebhookFact.RefundSeen(sale.id, refund));
            tell(sale);
        }
    }

    private void popUp(long itemId) {
        if (held.remove(new Place(itemId, POP_UP)) == null) {
            change(itemId, POP_UP, 0);
        } else {
            told.add(new WebhookFact.LevelSeen(itemId, POP_UP, Observation.gone(second)));
        }
    }

    /** A version of an order that changes nothing, such as its payment. */
    private void tellAgain() {
        if (!sales.isEmpty()) {
            tell(sales.get(random.nextInt(sales.size())));
        }
    }

    private void tell(Sale sale) {
        OrderVersion.LineVersion line =
                new OrderVersion.LineVersion(sale.id * 10, sale.itemId + VARIANT_OF_ITEM, sale.quantity, false);
        told.add(new WebhookFact.OrderSeen(new OrderVersion(
                sale.id, Math.max(second, sale.createdSecond), null, List.of(line), List.copyOf(sale.refunds))));
    }

    /** What a channel does. */
    ChannelEvent channel(boolean counts) {
        second += random.nextInt(2);
        ChannelEvent.Type type = REPORTED.get(random.nextInt(REPORTED.size()));
        if (type == ChannelEvent.Type.COUNT && !counts) {
            type = ChannelEvent.Type.SALE;
        }
        int quantity = 1 + random.nextInt(3);
        if (type == ChannelEvent.Type.ADJUSTMENT && random.nextBoolean()) {
            quantity = -quantity;
        }
        boolean here = random.nextBoolean();
        Long to = type == ChannelEvent.Type.TRANSFER ? Long.valueOf(here ? THERE : HERE) : null;
        long itemId = anyItem();
        // By SKU too, which may not be known yet where the event arrives.
        boolean bySku = random.nextInt(3) == 0;
        ChannelLine line = new ChannelLine(
                bySku ? "sku-" + itemId : null,
                bySku ? null : Long.valueOf(itemId),
                Long.valueOf(here ? HERE : THERE),
                to,
                quantity);
        return new ChannelEvent(
                "k-" + nextId++,
                type,
                "till",
                Instant.ofEpochMilli(second * 1000 + random.nextInt(1000)),
                List.of(line));
    }

    /** What a channel wants of a reservation: a new one, or the end of one that is held. */
    ChannelEvent command(List<Reservation> held) {
        boolean reserve = held.isEmpty() || random.nextInt(3) != 0;
        Type type = reserve ? Type.RESERVE : random.nextInt(3) == 0 ? Type.RELEASE : Type.CONFIRM;
        String key = "r-" + nextId++;
        String id = reserve
                ? Reservation.idOf(Facts.SHOP, key)
                : held.get(random.nextInt(held.size())).reservationId();
        List<ChannelLine> lines = new ArrayList<>();
        for (int i = 0; reserve && i <= random.nextInt(3); i++) {
            Long at = random.nextBoolean() ? null : Long.valueOf(random.nextBoolean() ? HERE : THERE);
            lines.add(new ChannelLine(null, Long.valueOf(anyItem()), at, null, 1 + random.nextInt(4)));
        }
        ReservationCommand command = new ReservationCommand(id, "q-" + nextId++, reserve ? 60 : 0, key);
        return new ChannelEvent(key, type, "market", Instant.ofEpochSecond(second), lines, command);
    }

    /** What Shopify makes of a batch: it applies all rows or none. */
    Delivery deliver(Batch batch) {
        second += random.nextInt(2);
        if (batch.kind() == Batch.Kind.ADJUST && random.nextInt(8) == 0) {
            return delivery(batch, Delivery.Outcome.REFUSED, row -> answer(row, Status.RETURNED, null));
        }
        if (batch.changes().stream().anyMatch(this::isStale)) {
            return delivery(
                    batch,
                    Delivery.Outcome.REFUSED,
                    row -> answer(row, isStale(row) ? Status.STALE : Status.RETURNED, null));
        }
        boolean says = random.nextBoolean();
        return delivery(batch, Delivery.Outcome.APPLIED, row -> apply(batch.kind(), row, says));
    }

    /** The answer never came. */
    Delivery abandon(Batch batch) {
        return delivery(batch, Delivery.Outcome.ABANDONED, row -> answer(row, Status.ABANDONED, null));
    }

    private Delivery delivery(Batch batch, Delivery.Outcome outcome, Function<BatchChange, DeliveredChange> answer) {
        return new Delivery(
                batch.batchId(),
                batch.shop(),
                batch.kind(),
                batch.sequence(),
                outcome,
                outcome == Delivery.Outcome.APPLIED ? Instant.ofEpochSecond(second) : null,
                1,
                batch.changes().stream().map(answer).toList());
    }

    private static DeliveredChange answer(BatchChange row, Status status, Integer after) {
        return new DeliveredChange(row, status, after, null, null);
    }

    private boolean isStale(BatchChange row) {
        return row.changeFromQuantity() != null && row.changeFromQuantity().longValue() != now(row);
    }

    private long now(BatchChange row) {
        return held.get(new Place(row.inventoryItemId(), row.locationId()));
    }

    private DeliveredChange apply(Batch.Kind kind, BatchChange row, boolean says) {
        long delta = kind == Batch.Kind.ADJUST ? row.delta() : row.quantity() - now(row);
        change(row.inventoryItemId(), row.locationId(), delta);
        return answer(row, Status.APPLIED, says ? Integer.valueOf(Math.toIntExact(now(row))) : null);
    }

    /** Everything that Shopify holds of an item. */
    Snapshot snapshot(long itemId) {
        List<SnapshotLevel> levels = held.entrySet().stream()
                .filter(entry -> entry.getKey().itemId() == itemId)
                .map(entry -> new SnapshotLevel(entry.getKey().locationId(), Math.toIntExact(entry.getValue())))
                .toList();
        Instant at = Instant.ofEpochSecond(second);
        return new Snapshot(
                Facts.SHOP, itemId + VARIANT_OF_ITEM, itemId, true, "sku-" + itemId, true, at, at, true, levels);
    }
}
