package io.stocktide.system.simulation;

import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What Shopify holds: plain maps that know the truth. Whatever changes is told by webhook. */
final class Shopify {
    private static final class Level {
        private Long available;
        private long updatedSecond;
    }

    private final Wire wire;
    private final Courier courier;
    private final Trace trace;
    private final Map<Place, Level> levels = new TreeMap<>();
    /** What Shopify should hold: all that happened there, and all that channels did whether or not it was told. */
    private final Map<Place, Long> owed = new TreeMap<>();

    Shopify(Wire wire, Courier courier, Trace trace) {
        this.wire = wire;
        this.courier = courier;
        this.trace = trace;
    }

    void open(Random random, boolean posterIsTold) {
        for (long itemId : Catalog.ALL) {
            connect(new Place(itemId, Catalog.WAREHOUSE), random);
            connect(new Place(itemId, Catalog.STORE), random);
            change(new Place(itemId, Catalog.WAREHOUSE), 20, random);
            change(new Place(itemId, Catalog.STORE), 10, random);
            courier.send("inventory_items/create", Bodies.item(itemId, wire.second()), random);
            if (itemId != Catalog.POSTER || posterIsTold) {
                tellProduct(itemId, "products/create", random);
            }
        }
    }

    void tellProduct(long itemId, String topic, Random random) {
        courier.send(topic, Bodies.product(itemId, wire.second()), random);
    }

    Map<Place, Long> held() {
        Map<Place, Long> held = new TreeMap<>();
        levels.forEach((place, level) -> held.put(place, level.available));
        return held;
    }

    Map<Place, Long> owed() {
        return owed;
    }

    long heldAt(Place place) {
        return levels.get(place).available;
    }

    boolean isStocked(Place place) {
        return levels.containsKey(place);
    }

    long anyPlaceOf(long itemId, Random random) {
        List<Long> places = levels.keySet().stream()
                .filter(place -> place.itemId() == itemId)
                .map(Place::locationId)
                .toList();
        return places.get(random.nextInt(places.size()));
    }

    /** Something happened at Shopify. */
    void change(Place place, long delta, Random random) {
        owe(place, delta);
        apply(place, delta, random);
    }

    /** Something happened that Shopify has still to be told. */
    void owe(Place place, long delta) {
        if (Catalog.isTracked(place.itemId())) {
            owed.merge(place, delta, Long::sum);
        }
    }

    /** Shopify takes over what it is told. */
    void apply(Place place, long delta, Random random) {
        Level level = levels.get(place);
        level.updatedSecond = wire.second();
        if (level.available != null) {
            level.available += delta;
            trace.add("Shopify holds %d of %s (%+d)", level.available, place, delta);
        }
        courier.sendSoon("inventory_levels/update", () -> levelBody(place), random);
    }

    private byte[] levelBody(Place place) {
        Level level = levels.get(place);
        return level == null ? null : Bodies.level(place, level.available, level.updatedSecond);
    }

    void connect(Place place, Random random) {
        if (!levels.containsKey(place)) {
            Level level = new Level();
            level.available = Catalog.isTracked(place.itemId()) ? 0L : null;
            level.updatedSecond = wire.second();
            levels.put(place, level);
            trace.add("%s is connected", place);
            courier.send("inventory_levels/connect", levelBody(place), random);
        }
    }

    void disconnect(Place place, Random random) {
        if (levels.containsKey(place)) {
            vanish(place);
            trace.add("%s is disconnected", place);
            courier.send("inventory_levels/disconnect", Bodies.disconnected(place), random);
        }
    }

    /** What Shopify held is gone; what it has not been told of yet is still to come. */
    private void vanish(Place place) {
        Long held = levels.remove(place).available;
        owed.merge(place, held == null ? 0 : -held, Long::sum);
    }

    void closeLocation(long locationId, Random random) {
        levels.keySet().stream()
                .filter(place -> place.locationId() == locationId)
                .toList()
                .forEach(this::vanish);
        trace.add("location %d is closed", locationId);
        courier.send("locations/deactivate", Bodies.location(locationId, wire.second()), random);
    }

    /**
     * All that Shopify holds of an item, as a read at this moment finds it.
     *
     * @param variantId what was asked for; null where the item was
     */
    Snapshot read(long itemId, Long variantId, Random random) {
        List<SnapshotLevel> found = new ArrayList<>();
        levels.forEach((place, level) -> {
            if (place.itemId() == itemId) {
                Integer available = level.available == null ? null : Integer.valueOf(Math.toIntExact(level.available));
                found.add(new SnapshotLevel(place.locationId(), available));
            }
        });
        Instant until = Instant.ofEpochSecond(wire.second());
        return new Snapshot(
                Catalog.SHOP,
                variantId,
                itemId,
                true,
                Catalog.skuOf(itemId),
                Catalog.isTracked(itemId),
                until.minusSeconds(random.nextInt(2)),
                until,
                true,
                found);
    }
}
