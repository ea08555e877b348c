package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.engine.ShopLife.Place;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import io.stocktide.topology.webhooks.WebhookFact;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** An engine that facts are given to, with what must hold after each of them. */
final class EngineRun {
    private final ShopEngine engine = new ShopEngine(Duration.ofSeconds(60));
    private final Facts facts = new Facts();
    private final MapShop shop = new MapShop();
    private final RecordedEffects effects = new RecordedEffects();
    /** Channel deltas less what was delivered of them. */
    private final Map<Place, Long> pending =
            new TreeMap<>(Comparator.comparingLong(Place::itemId).thenComparingLong(Place::locationId));

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
        engine.webhook(facts.next(), webhook, shop, effects);
        check();
    }

    void snapshot(Snapshot snapshot) {
        engine.snapshot(facts.next(Cause.Kind.SNAPSHOT, 1_000_000), snapshot, shop, effects);
        check();
    }

    void channel(ChannelEvent event) {
        event.lines().forEach(line -> {
            Place at = new Place(line.inventoryItemId(), line.locationId());
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
        engine.channelEvent(facts.next(Cause.Kind.CHANNEL_EVENT, 1_000_000), event, shop, effects);
        check();
    }

    void delivery(Delivery delivery) {
        for (DeliveredChange each : delivery.changes()) {
            if (each.status() == DeliveredChange.Status.APPLIED) {
                Place at =
                        new Place(each.change().inventoryItemId(), each.change().locationId());
                pending.merge(at, (long) -each.change().delta(), Long::sum);
            }
        }
        engine.delivery(facts.next(Cause.Kind.DELIVERY, 1_000_000), delivery, shop, effects);
        check();
    }

    private void check() {
        assertThat(effects.unbalanced()).as("mismatches").isEmpty();
        for (long itemId : ShopLife.ITEMS) {
            assertThat(effects.ledgerSum(itemId))
                    .as("rows of item %d", itemId)
                    .isEqualTo(item(itemId).balance());
            if (!counted) {
                levels(itemId)
                        .forEach((locationId, level) -> assertThat(level.pendingPush())
                                .as("pending of item %d at %d", itemId, locationId)
                                .isEqualTo(pending.getOrDefault(new Place(itemId, locationId), 0L)));
            }
        }
    }
}
