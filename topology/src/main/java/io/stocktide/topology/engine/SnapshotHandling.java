package io.stocktide.topology.engine;

import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.stock.Observation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Posts what was read from Shopify. */
final class SnapshotHandling {
    private final Sitting sitting;

    SnapshotHandling(Sitting sitting) {
        this.sitting = sitting;
    }

    void apply(Snapshot snapshot) {
        if (snapshot.inventoryItemId() != null) {
            seeItem(snapshot);
        }
        if (snapshot.variantId() != null) {
            seeVariant(snapshot);
        }
    }

    private void seeVariant(Snapshot snapshot) {
        long variantId = snapshot.variantId();
        if (snapshot.exists() && snapshot.inventoryItemId() != null) {
            Catalog.variantIsKnown(sitting, variantId, snapshot.inventoryItemId());
            return;
        }
        sitting.questions().variantIsAnswered(variantId);
        if (!sitting.state().takeAwaiting(variantId).isEmpty()) {
            sitting.effects()
                    .deadLetter(sitting.questions()
                            .unknownVariant(
                                    variantId,
                                    sitting.fact().origin(),
                                    1,
                                    sitting.fact().recordMillis()));
        }
    }

    private void seeItem(Snapshot snapshot) {
        long itemId = snapshot.inventoryItemId();
        long from = snapshot.readFrom().getEpochSecond();
        // Shopify stamps its answer to the second, before or after it has read.
        long until = snapshot.readUntil().getEpochSecond() + 1;
        if (snapshot.exists()) {
            sitting.describe(itemId, new Register<>(from, snapshot.sku()), new Register<>(from, snapshot.tracked()));
        }
        Map<Long, Observation> levels = new LinkedHashMap<>();
        for (SnapshotLevel level : snapshot.levels()) {
            Long available =
                    level.available() == null ? null : level.available().longValue();
            levels.put(level.locationId(), Observation.between(from, until, available));
        }
        if (snapshot.complete()) {
            sitting.stock().observeAll(itemId, levels, from);
        } else {
            sitting.stock().observe(itemId, levels);
        }
        sitting.isObserved(itemId);
        sitting.questions().answered(sitting.stock().open(itemId));
    }
}
