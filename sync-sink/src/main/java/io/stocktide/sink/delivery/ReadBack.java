package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.read.ItemReader;
import io.stocktide.sink.read.LevelState;
import io.stocktide.sink.read.NodeState;
import io.stocktide.sink.shopify.Gid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Finds out whether a set that was sent before had been applied after all. Shopify has been seen to apply a compare
 * and set, lose the answer, and call the repeated one stale, since it then met its own figure.
 */
final class ReadBack {
    private final ItemReader reader;

    ReadBack(ItemReader reader) {
        this.reader = reader;
    }

    /**
     * When the set was applied, if every stale row holds the quantity that it was to be set to: the earliest of the
     * levels' last changes, since the set cannot be later than any of them. Empty where one holds another figure.
     *
     * @param staleRows indices of rows, at least one
     */
    CompletableFuture<Optional<Instant>> appliedAt(
            Batch batch, Set<Integer> staleRows, TraceParent trace, BooleanSupplier stopped) {
        List<BatchChange> rows = staleRows.stream().map(batch.changes()::get).toList();
        List<String> gids = rows.stream()
                .map(row -> Gid.inventoryItem(row.inventoryItemId()))
                .distinct()
                .toList();
        return reader.read(batch.shop(), gids, trace, stopped).thenApply(nodes -> appliedAt(rows, nodes));
    }

    private static Optional<Instant> appliedAt(List<BatchChange> rows, Map<String, NodeState> nodes) {
        List<Instant> changedAt = new ArrayList<>();
        for (BatchChange row : rows) {
            NodeState node = nodes.get(Gid.inventoryItem(row.inventoryItemId()));
            Optional<LevelState> level = node.item().flatMap(item -> item.at(row.locationId()));
            if (level.isEmpty() || !Objects.equals(level.get().available(), row.quantity())) {
                return Optional.empty();
            }
            changedAt.add(level.map(LevelState::updatedAt).orElse(node.readUntil()));
        }
        return changedAt.stream().min(Comparator.naturalOrder());
    }
}
