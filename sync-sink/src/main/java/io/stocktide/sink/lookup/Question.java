package io.stocktide.sink.lookup;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.sink.read.ItemState;
import io.stocktide.sink.read.LevelState;
import io.stocktide.sink.read.NodeState;
import io.stocktide.sink.shopify.Gid;
import java.util.List;

/** What a look-up asks for, whoever asked and however often. One of the two ids is null. */
record Question(String shop, Long variantId, Long inventoryItemId) {
    static Question of(Lookup lookup) {
        return new Question(lookup.shop(), lookup.variantId(), lookup.inventoryItemId());
    }

    String gid() {
        return variantId == null ? Gid.inventoryItem(inventoryItemId) : Gid.productVariant(variantId);
    }

    String key() {
        return variantId == null ? Keys.item(shop, inventoryItemId) : Keys.variant(shop, variantId);
    }

    Snapshot answeredBy(NodeState node) {
        return node.item().map(this::found).orElseGet(() -> notFound(node));
    }

    private Snapshot found(ItemState item) {
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
                item.levels().stream().map(Question::level).toList());
    }

    private Snapshot notFound(NodeState node) {
        return new Snapshot(
                shop,
                variantId,
                inventoryItemId,
                false,
                null,
                false,
                node.readFrom(),
                node.readUntil(),
                true,
                List.of());
    }

    private static SnapshotLevel level(LevelState level) {
        return new SnapshotLevel(level.locationId(), level.available());
    }
}
