package io.stocktide.topology.stock;

import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stock of one shop, opened for one fact: what the fact does is posted here, and closing writes the items, the
 * levels that changed and one ledger entry.
 */
public final class StockBook {
    /** To close a location may move every item of the shop, more than one Kafka record can hold. */
    private static final int MAX_ROWS = 1000;

    private record Opened(Item item, Map<Long, StockLevel> before) {}

    private final Fact fact;
    private final Items items;
    private final Doubts doubts;
    private final Map<Long, Opened> opened = new LinkedHashMap<>();
    private final LedgerRows rows = new LedgerRows();
    private boolean outOfOrder;
    private final Long lowStockThreshold;

    public StockBook(Fact fact, Items items, Doubts doubts) {
        this(fact, items, doubts, null);
    }

    /** @param lowStockThreshold of items that have none of their own; null for none */
    public StockBook(Fact fact, Items items, Doubts doubts, Long lowStockThreshold) {
        this.lowStockThreshold = lowStockThreshold;
        this.fact = fact;
        this.items = items;
        this.doubts = doubts;
    }

    /** The item, as this fact has left it so far; made where there is none. */
    public Item open(long itemId) {
        return opened.computeIfAbsent(itemId, this::load).item();
    }

    private Opened load(long itemId) {
        Item item = items.item(itemId).orElseGet(() -> Item.of(itemId));
        return new Opened(item, StockViews.levels(fact.shop(), item));
    }

    public Fact fact() {
        return fact;
    }

    public void describe(long itemId, Register<String> sku, Register<Boolean> tracked) {
        Item item = open(itemId);
        String skuBefore = item.sku();
        Slots before = Slots.of(item);
        outOfOrder |= item.describe(sku, tracked);
        items.reindexSku(itemId, skuBefore, item.sku());
        rows.addTracking(item, before);
    }

    /** The fact tells of something that is known as of later. */
    public void isOutOfOrder() {
        outOfOrder = true;
    }

    /** Puts the movements of one cause in the place of those it had before. */
    public void replace(Iterable<Movement> before, Iterable<Movement> after) {
        for (MovementDiff.Change change : MovementDiff.between(before, after)) {
            Item item = open(change.itemId());
            Long at = change.locationId();
            long slotBefore = item.slot(at);
            Level level = at == null ? null : item.level(at);
            long shopifyBefore = level == null ? 0 : level.shopify();
            change.removed().forEach((second, quantity) -> item.unmove(at, second, quantity));
            change.added().forEach((second, quantity) -> item.move(at, second, quantity));
            if (level != null) {
                Counts.follow(level, shopifyBefore, change.lastSecond(), 0);
            }
            rows.addMoved(item, at, change.kind(), change.quantity(), item.slot(at) - slotBefore);
        }
    }

    /** Shopify held this at these locations. */
    public void observe(long itemId, Map<Long, Observation> byLocation) {
        Item item = open(itemId);
        Slots before = Slots.of(item);
        observe(item, byLocation);
        rows.addObserved(item, before);
    }

    /** Shopify held this and nothing else: what it does not list is not stocked. */
    public void observeAll(long itemId, Map<Long, Observation> byLocation, long fromSecond) {
        Item item = open(itemId);
        Map<Long, Observation> all = new LinkedHashMap<>(byLocation);
        item.levels().keySet().forEach(locationId -> all.putIfAbsent(locationId, Observation.gone(fromSecond)));
        Slots before = Slots.of(item);
        observe(item, all);
        item.isComplete(fromSecond);
        rows.addObserved(item, before);
    }

    /** The location is closed, and with it every level there that is known by now or is heard of later. */
    public void closeLocation(long locationId, long second) {
        items.close(locationId, second);
    }

    private void observe(Item item, Map<Long, Observation> byLocation) {
        byLocation.forEach((locationId, observation) -> {
            if (item.isUnobservedAt(locationId)) {
                items.closedSecond(locationId).ifPresent(second -> item.observe(locationId, Observation.gone(second)));
            }
            Level level = item.level(locationId);
            outOfOrder |= level.isObservedAfter(observation);
            boolean counted = level.counts();
            long shopifyBefore = level.shopify();
            item.observe(locationId, observation);
            // A level that opens or closes tells nothing of what has left the shelf.
            if (counted && level.counts()) {
                Counts.follow(
                        level,
                        shopifyBefore,
                        observation.fromSecond(),
                        level.outgoing().effect());
            }
        });
    }

    /**
     * At or below a quantity, stock is low.
     *
     * @param locationId null for the item over all locations
     * @param quantity null where there is to be no such threshold
     * @param setAtMillis by the channel's clock: the latest holds
     */
    public void threshold(long itemId, Long locationId, Long quantity, long setAtMillis, String eventId) {
        long place = locationId == null ? LowStock.WHOLE : locationId;
        open(itemId).threshold(place, new LowStock.Threshold(quantity, setAtMillis, eventId));
    }

    /** Something of ours happened at one level; the row tells the quantity that it is about and what it did. */
    public void post(long itemId, long locationId, LedgerRow.Kind kind, long quantity, Consumer<Item> change) {
        Item item = open(itemId);
        Slots before = Slots.of(item);
        change.accept(item);
        rows.addPosted(item, before, locationId, kind, quantity);
    }

    /** Writes what the fact has done. Nothing is written before. */
    public void close(Effects effects) {
        if (outOfOrder) {
            effects.outOfOrder(fact);
        }
        for (Opened each : opened.values()) {
            doubts.review(each.item(), fact.recordMillis());
            if (each.item().audit()) {
                effects.audited(fact.shop(), each.item().id(), each.item().isBalanced());
            }
            alert(each.item(), effects);
            items.put(each.item());
            publish(each, effects);
        }
        Instant recordedAt = Instant.ofEpochMilli(fact.recordMillis());
        List<LedgerRow> all = rows.toList();
        for (int from = 0; from < all.size(); from += MAX_ROWS) {
            List<LedgerRow> part = all.subList(from, Math.min(all.size(), from + MAX_ROWS));
            effects.ledger(new LedgerEntry(fact.shop(), fact.cause(), recordedAt, null, part));
        }
    }

    /**
     * Publishes every level of an item, those at which it is not stocked as gone. Returns whether a count waits for an
     * observation of it.
     */
    public boolean publish(long itemId, Effects effects) {
        Item item = open(itemId);
        Map<Long, StockLevel> views = StockViews.levels(fact.shop(), item);
        for (long locationId : item.levels().keySet()) {
            if (views.containsKey(locationId)) {
                effects.stock(views.get(locationId));
            } else {
                effects.unstock(fact.shop(), itemId, locationId);
            }
        }
        return item.levels().values().stream().anyMatch(Level::countIsStillStale);
    }

    /** Once a fact: what falls and rises again within one is no news. */
    private void alert(Item item, Effects effects) {
        for (LowStock.Change change : item.reviewLowStock(lowStockThreshold)) {
            effects.alert(new StockAlert(
                    fact.shop(),
                    change.low() ? StockAlert.Kind.LOW_STOCK : StockAlert.Kind.RESTOCKED,
                    item.id(),
                    change.place() == LowStock.WHOLE ? null : Long.valueOf(change.place()),
                    item.sku(),
                    change.available(),
                    change.threshold(),
                    fact.cause(),
                    Instant.ofEpochMilli(fact.recordMillis())));
        }
    }

    private void publish(Opened each, Effects effects) {
        Map<Long, StockLevel> after = StockViews.levels(fact.shop(), each.item());
        after.forEach((locationId, level) -> {
            if (!level.equals(each.before().get(locationId))) {
                effects.stock(level);
            }
        });
        each.before().keySet().stream()
                .filter(locationId -> !after.containsKey(locationId))
                .forEach(locationId -> effects.unstock(fact.shop(), each.item().id(), locationId));
    }
}
