package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.ReservedLine;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.engine.ShopLife.Place;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import io.stocktide.topology.webhooks.WebhookFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** An engine that facts are given to, with what must hold after each of them. */
final class EngineRun {
    private final ShopEngine engine = new ShopEngine(Duration.ofSeconds(60));
    private final Facts facts = new Facts();
    private final MapShop shop = new MapShop();
    private final RecordedEffects effects = new RecordedEffects();
    /** Channel deltas less what was delivered of them. */
    private final Map<Place, Long> pending =
            new TreeMap<>(Comparator.comparingLong(Place::itemId).thenComparingLong(Place::locationId));

    private final EngineLog log = new EngineLog();
    private final List<Reservation> held = new ArrayList<>();
    private boolean counted;
    private int batchesTaken;

    RecordedEffects effects() {
        return effects;
    }

    Item item(long itemId) {
        return shop.item(itemId).orElseGet(() -> Item.of(itemId));
    }

    Map<Long, StockLevel> levels(long itemId) {
        return StockViews.levels(Facts.SHOP, item(itemId));
    }

    /** The next batch that has been formed; null where there is none. */
    Batch takeBatch() {
        return batchesTaken < effects.batches().size() ? effects.batches().get(batchesTaken++) : null;
    }

    void webhook(WebhookFact webhook) {
        Fact fact = facts.next();
        log.webhook(fact, webhook);
        engine.webhook(fact, webhook, shop, effects);
        check();
    }

    void snapshot(Snapshot snapshot) {
        Fact fact = facts.next(Cause.Kind.SNAPSHOT, 1_000_000);
        log.snapshot(fact, snapshot);
        engine.snapshot(fact, snapshot, shop, effects);
        check();
    }

    void channel(ChannelEvent event) {
        event.lines().forEach(line -> {
            Place at = new Place(itemOf(line), line.locationId());
            switch (event.type()) {
                case SALE -> pending.merge(at, (long) -line.quantity(), Long::sum);
                case RETURN, ADJUSTMENT -> pending.merge(at, (long) line.quantity(), Long::sum);
                case TRANSFER -> {
                    pending.merge(at, (long) -line.quantity(), Long::sum);
                    pending.merge(new Place(at.itemId(), line.toLocationId()), (long) line.quantity(), Long::sum);
                }
                case COUNT -> counted = true;
            }
        });
        take(event);
    }

    /** A command to a reservation: what is held was there to be held. */
    void command(ChannelEvent command) {
        Map<Place, Long> before = reservable();
        Map<Long, Long> balances = balances();
        int replies = effects.replies().size();
        take(command);
        ReservationReply reply = effects.replies().get(replies);
        if (reply.decision() && reply.answer() == ReservationReply.Answer.HELD) {
            held.add(reply.reservation());
            assertWasThere(reply.reservation(), before, balances);
        } else if (reply.decision() && reply.reservation().status() != Reservation.Status.REFUSED) {
            held.removeIf(
                    each -> each.reservationId().equals(reply.reservation().reservationId()));
            if (reply.answer() == ReservationReply.Answer.CONFIRMED) {
                reply.reservation()
                        .lines()
                        .forEach(line -> pending.merge(
                                new Place(line.inventoryItemId(), line.locationId()),
                                (long) -line.quantity(),
                                Long::sum));
            }
            check();
        }
    }

    private static void assertWasThere(Reservation reservation, Map<Place, Long> reservable, Map<Long, Long> balances) {
        for (ReservedLine line : reservation.lines()) {
            Place at = new Place(line.inventoryItemId(), line.locationId());
            assertThat(reservable.merge(at, (long) -line.quantity(), Long::sum))
                    .as("left at %s", at)
                    .isNotNegative();
            assertThat(balances.merge(at.itemId(), (long) -line.quantity(), Long::sum))
                    .as("left of item %d", at.itemId())
                    .isNotNegative();
        }
    }

    /** What each level shows without what orders that name no location may have taken from any one of them. */
    private Map<Place, Long> reservable() {
        Map<Place, Long> shown = new HashMap<>();
        for (long itemId : ShopLife.ITEMS) {
            levels(itemId)
                    .forEach((locationId, level) ->
                            shown.put(new Place(itemId, locationId), level.available() - level.unsettled()));
        }
        return shown;
    }

    private Map<Long, Long> balances() {
        Map<Long, Long> balances = new HashMap<>();
        ShopLife.ITEMS.forEach(itemId -> balances.put(itemId, item(itemId).balance()));
        return balances;
    }

    private static long itemOf(ChannelLine line) {
        return line.inventoryItemId() == null
                ? Long.parseLong(line.sku().substring("sku-".length()))
                : line.inventoryItemId();
    }

    private void take(ChannelEvent event) {
        Fact fact = facts.next(Cause.Kind.CHANNEL_EVENT, event.occurredAt().toEpochMilli() + 999);
        log.event(fact, event);
        engine.channelEvent(fact, event, shop, effects);
        if (event.reservation() == null) {
            check();
        }
    }

    /** What is held, as decided last. */
    List<Reservation> held() {
        return held;
    }

    void expireOne(Random random) {
        if (!held.isEmpty()) {
            expire(held.remove(random.nextInt(held.size())));
        }
    }

    void expireAll() {
        while (!held.isEmpty()) {
            expire(held.remove(0));
        }
    }

    private void expire(Reservation reservation) {
        long due = reservation.expiresAt().toEpochMilli();
        long id = UUID.fromString(reservation.reservationId()).getMostSignificantBits();
        engine.isDue(facts.next(Cause.Kind.SNAPSHOT, due), due, Agenda.Subject.RESERVATION, id, shop, effects);
        check();
    }

    /** All that was read and decided, to be read again. */
    EngineLog log() {
        log.decided(effects.batches(), effects.replies());
        return log;
    }

    MapShop shop() {
        return shop;
    }

    void delivery(Delivery delivery) {
        for (DeliveredChange each : delivery.changes()) {
            if (each.status() == DeliveredChange.Status.APPLIED) {
                Place at =
                        new Place(each.change().inventoryItemId(), each.change().locationId());
                pending.merge(at, (long) -each.change().delta(), Long::sum);
            }
        }
        Fact fact = facts.next(Cause.Kind.DELIVERY, 1_000_000);
        log.delivery(fact, delivery);
        engine.delivery(fact, delivery, shop, effects);
        check();
    }

    private void check() {
        assertThat(effects.unbalanced()).as("mismatches").isEmpty();
        for (long itemId : ShopLife.ITEMS) {
            assertThat(effects.ledgerSum(itemId))
                    .as("rows of item %d", itemId)
                    .isEqualTo(item(itemId).balance());
            if (!counted && shop.parkedLineIds().isEmpty()) {
                levels(itemId)
                        .forEach((locationId, level) -> assertThat(level.pendingPush())
                                .as("pending of item %d at %d", itemId, locationId)
                                .isEqualTo(pending.getOrDefault(new Place(itemId, locationId), 0L)));
            }
        }
    }
}
