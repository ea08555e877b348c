package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.sink.read.ItemReader;
import io.stocktide.sink.read.LevelState;
import io.stocktide.sink.read.NodeState;
import io.stocktide.sink.shopify.Gid;
import io.stocktide.sink.shopify.Patience;
import io.stocktide.sink.shopify.ShopifyCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what Shopify holds where a batch's outcome is in doubt. Shopify has been seen to apply a compare and set, lose
 * the answer, and call the repeated one stale, since it then met its own figure.
 */
final class ReadBack {
    private final ItemReader waiting;
    private final ItemReader hasty;

    /** @param hold how long a reading may wait for its shop, unless its batch is a redriven one */
    ReadBack(ShopifyCaller caller, Duration hold) {
        this.waiting = new ItemReader(caller, new Patience(hold, Duration.ZERO, true));
        this.hasty = new ItemReader(caller);
    }

    /** The level of each row, in their order; empty where it is not stocked there. */
    CompletableFuture<List<Optional<LevelState>>> levels(Parcel parcel) {
        return levels(parcel, parcel.batch().changes());
    }

    /**
     * When the set was applied, if every stale row holds the quantity that it was to be set to. Empty where one holds
     * another figure.
     *
     * @param staleRows indices of rows, at least one
     */
    CompletableFuture<Optional<Instant>> appliedAt(Parcel parcel, Set<Integer> staleRows) {
        List<BatchChange> rows =
                staleRows.stream().map(parcel.batch().changes()::get).toList();
        return levels(parcel, rows).thenApply(levels -> appliedAt(rows, levels));
    }

    /** As above: the earliest of the levels' last changes, since the set cannot be later than any of them. */
    static Optional<Instant> appliedAt(List<BatchChange> rows, List<Optional<LevelState>> levels) {
        List<Instant> changedAt = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<LevelState> level = levels.get(i);
            if (level.isEmpty()
                    || !Objects.equals(level.get().available(), rows.get(i).quantity())) {
                return Optional.empty();
            }
            changedAt.add(level.get().updatedAt());
        }
        return changedAt.stream().filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    private CompletableFuture<List<Optional<LevelState>>> levels(Parcel parcel, List<BatchChange> rows) {
        ItemReader reader = parcel.isRedriven() ? hasty : waiting;
        List<String> gids = rows.stream()
                .map(row -> Gid.inventoryItem(row.inventoryItemId()))
                .distinct()
                .toList();
        return reader.read(
                        parcel.batch().shop(),
                        gids,
                        parcel.trace(),
                        parcel.work().stopped())
                .thenApply(nodes -> rows.stream().map(row -> level(row, nodes)).toList());
    }

    private static Optional<LevelState> level(BatchChange row, Map<String, NodeState> nodes) {
        return nodes.get(Gid.inventoryItem(row.inventoryItemId())).item().flatMap(item -> item.at(row.locationId()));
    }
}
