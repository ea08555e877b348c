package io.stocktide.sink.lookup;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.sink.facts.ItemSnapshots;
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
        return node.item().map(item -> ItemSnapshots.of(shop, variantId, item)).orElseGet(() -> notFound(node));
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
}
