package io.stocktide.sink.load;

import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums up facts of one shop; of several of an item the last counts. Takes some hundred bytes for each item. */
public final class CatalogTally {
    private record Item(String sku, boolean tracked, int levels) {}

    private final Map<Long, Item> items = new HashMap<>();
    private final Set<Long> locations = new HashSet<>();

    public void add(Snapshot snapshot) {
        if (snapshot.inventoryItemId() == null) {
            return;
        }
        if (!snapshot.exists()) {
            items.remove(snapshot.inventoryItemId());
            return;
        }
        items.put(
                snapshot.inventoryItemId(),
                new Item(snapshot.sku(), snapshot.tracked(), snapshot.levels().size()));
        snapshot.levels().stream().map(SnapshotLevel::locationId).forEach(locations::add);
    }

    public CatalogReport report() {
        Map<String, List<Long>> bySku = new HashMap<>();
        items.forEach((id, item) -> {
            if (item.sku() != null && !item.sku().isBlank()) {
                bySku.computeIfAbsent(item.sku(), sku -> new ArrayList<>(1)).add(id);
            }
        });
        SortedMap<String, List<Long>> duplicates = new TreeMap<>();
        bySku.forEach((sku, ids) -> {
            if (ids.size() > 1) {
                duplicates.put(sku, ids.stream().sorted().toList());
            }
        });
        return new CatalogReport(
                items.size(),
                items.values().stream().mapToLong(Item::levels).sum(),
                bySku.size(),
                duplicates,
                (int) items.values().stream().filter(item -> !item.tracked()).count(),
                (int) items.values().stream()
                        .filter(item -> item.sku() == null || item.sku().isBlank())
                        .count(),
                locations.size());
    }
}
