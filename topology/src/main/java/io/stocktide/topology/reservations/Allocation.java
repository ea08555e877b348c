package io.stocktide.topology.reservations;

import io.stocktide.schemas.value.ReservedLine;
import io.stocktide.schemas.value.Shortfall;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Finds the units that a request asks for, all or none. A level may give what it shows, and all levels of an item
 * together what the item shows: what orders without a location have taken can be missing anywhere, but only once.
 */
final class Allocation {
    private record Place(long itemId, long locationId) {}

    private final LongFunction<Item> items;
    private final Map<Place, Long> taken = new HashMap<>();
    private final Map<Long, Long> takenOfItem = new HashMap<>();
    private final List<ReservedLine> lines = new ArrayList<>();
    private final List<Shortfall> shortfalls = new ArrayList<>();

    private Allocation(LongFunction<Item> items) {
        this.items = items;
    }

    /**
     * @param demands no two of them of the same item and place
     */
    static Allocation of(List<Demand> demands, LongFunction<Item> items) {
        Allocation allocation = new Allocation(items);
        // Those that leave us no choice come first, so that the choice does not take from them.
        Stream.concat(
                        demands.stream().filter(demand -> demand.locationId() != null),
                        demands.stream().filter(demand -> demand.locationId() == null))
                .forEach(allocation::allocate);
        return allocation;
    }

    /** What is to be held; of no meaning where something falls short. */
    List<ReservedLine> lines() {
        return lines;
    }

    List<Shortfall> shortfalls() {
        return shortfalls;
    }

    private void allocate(Demand demand) {
        Item item = items.apply(demand.itemId());
        List<Long> places = demand.locationId() == null
                ? stockedPlaces(item)
                : Stream.of(demand.locationId()).filter(item::isStockedAt).toList();
        if (places.isEmpty()) {
            shortfalls.add(demand.fallsShort(0, Shortfall.Reason.NOT_STOCKED));
        } else if (!item.tracked()) {
            take(demand, places.get(0), demand.quantity());
        } else {
            allocate(demand, item, places);
        }
    }

    private void allocate(Demand demand, Item item, List<Long> places) {
        long free = item.balance() - takenOfItem.getOrDefault(item.id(), 0L);
        if (demand.locationId() != null) {
            free = Math.min(free, shown(item, demand.locationId()));
        }
        if (demand.quantity() > free) {
            shortfalls.add(demand.fallsShort(free, Shortfall.Reason.INSUFFICIENT));
        } else if (demand.locationId() != null) {
            take(demand, demand.locationId(), demand.quantity());
        } else {
            choose(demand, item, places);
        }
    }

    /** One place for all where there is one, the fullest first; else from the fullest on. */
    private void choose(Demand demand, Item item, List<Long> places) {
        List<Long> fullestFirst = places.stream()
                .sorted(Comparator.comparingLong((Long place) -> -free(item, place))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        long left = demand.quantity();
        for (long place : fullestFirst) {
            long part = Math.min(left, free(item, place));
            if (part > 0) {
                take(demand, place, part);
                left -= part;
            }
        }
    }

    private static List<Long> stockedPlaces(Item item) {
        return item.levels().keySet().stream().filter(item::isStockedAt).toList();
    }

    /** What the level shows, less what this request takes from it. */
    private long shown(Item item, long locationId) {
        return free(item, locationId) + item.unsettled();
    }

    private long free(Item item, long locationId) {
        Level level = item.level(locationId);
        return level.available() - taken.getOrDefault(new Place(item.id(), locationId), 0L);
    }

    private void take(Demand demand, long locationId, long units) {
        taken.merge(new Place(demand.itemId(), locationId), units, Long::sum);
        takenOfItem.merge(demand.itemId(), units, Long::sum);
        lines.add(new ReservedLine(demand.sku(), demand.itemId(), locationId, Math.toIntExact(units)));
    }
}
