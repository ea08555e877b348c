package io.stocktide.sink.facts;

import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.sink.read.ItemState;

/** Makes facts of items that Shopify holds. */
public final class ItemSnapshots {
    private ItemSnapshots() {}

    /** @param variantId null where it is not known */
    public static Snapshot of(String shop, Long variantId, ItemState item) {
        return new Snapshot(
                shop,
                variantId,
                item.inventoryItemId(),
                true,
                item.sku(),
                item.tracked(),
                item.readFrom(),
                item.readUntil(),
                item.complete(),
                item.levels().stream()
                        .map(level -> new SnapshotLevel(level.locationId(), level.available()))
                        .toList());
    }
}
