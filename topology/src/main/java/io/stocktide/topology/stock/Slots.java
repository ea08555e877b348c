package io.stocktide.topology.stock;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each part of an item added to its balance at one moment. */
record Slots(long unsettled, Map<Long, Long> byLocation, Map<Long, Boolean> counted) {
    static Slots of(Item item) {
        Map<Long, Long> byLocation = new LinkedHashMap<>();
        Map<Long, Boolean> counted = new LinkedHashMap<>();
        item.levels().forEach((locationId, level) -> {
            byLocation.put(locationId, item.slot(locationId));
            counted.put(locationId, item.tracked() && level.counts());
        });
        return new Slots(item.unsettled(), byLocation, counted);
    }

    long at(long locationId) {
        return byLocation.getOrDefault(locationId, 0L);
    }

    boolean countedAt(long locationId) {
        return counted.getOrDefault(locationId, false);
    }
}
