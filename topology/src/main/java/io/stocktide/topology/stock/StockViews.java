package io.stocktide.topology.stock;

import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.LevelStock;
import io.stocktide.schemas.value.StockLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item as others see it: a function of its state alone. */
public final class StockViews {
    private StockViews() {}

    /** The levels at which the item is stocked, by location. */
    public static Map<Long, StockLevel> levels(String shop, Item item) {
        Map<Long, StockLevel> views = new LinkedHashMap<>();
        item.levels().forEach((locationId, level) -> {
            if (level.stocked()) {
                views.put(locationId, level(shop, item, locationId, level));
            }
        });
        return views;
    }

    /**
     * @param asOf of when the state is
     */
    public static ItemStock item(String shop, Item item, AsOf asOf) {
        List<StockLevel> levels = List.copyOf(levels(shop, item).values());
        boolean counted = levels.stream().anyMatch(level -> level.available() != null);
        return new ItemStock(
                shop,
                item.id(),
                item.sku(),
                item.tracked(),
                counted ? Long.valueOf(item.balance()) : null,
                item.unsettled(),
                levels.stream().mapToLong(StockLevel::reserved).sum(),
                levels.stream().map(level -> LevelStock.of(level, asOf)).toList(),
                asOf);
    }

    /** The same with no level but the location's; empty where the item is not stocked there. */
    public static Optional<ItemStock> itemAt(String shop, Item item, long locationId, AsOf asOf) {
        if (!item.isStockedAt(locationId)) {
            return Optional.empty();
        }
        ItemStock whole = item(shop, item, asOf);
        List<LevelStock> here = whole.levels().stream()
                .filter(level -> level.locationId() == locationId)
                .toList();
        return Optional.of(new ItemStock(
                shop,
                whole.inventoryItemId(),
                whole.sku(),
                whole.tracked(),
                whole.available(),
                whole.unsettled(),
                whole.reserved(),
                here,
                asOf));
    }

    private static StockLevel level(String shop, Item item, long locationId, Level level) {
        boolean counted = item.tracked() && level.counts();
        return new StockLevel(
                shop,
                item.id(),
                locationId,
                item.sku(),
                item.availableAt(level),
                counted ? Long.valueOf(level.shopify()) : null,
                item.unsettled(),
                level.reserved(),
                level.pendingPush(),
                Instant.ofEpochSecond(level.observed().fromSecond()),
                status(level));
    }

    private static StockLevel.Status status(Level level) {
        if (level.drifts()) {
            return StockLevel.Status.DRIFT;
        }
        return level.pendingPush() == 0 && level.count() == null
                ? StockLevel.Status.IN_SYNC
                : StockLevel.Status.SYNCING;
    }
}
