package io.stocktide.topology.stock;

import io.stocktide.schemas.value.LedgerRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What must be taken back and what added to come from one set of movements to another. */
final class MovementDiff {
    private record Slot(long itemId, Long locationId, LedgerRow.Kind kind) {}

    /**
     * The difference at one place.
     *
     * @param removed quantities to take back, by second
     * @param added quantities to add, by second
     */
    record Change(
            long itemId, Long locationId, LedgerRow.Kind kind, TreeMap<Long, Long> removed, TreeMap<Long, Long> added) {
        long quantity() {
            return sum(added) - sum(removed);
        }

        long lastSecond() {
            return added.isEmpty() ? removed.lastKey() : added.lastKey();
        }

        private static long sum(Map<Long, Long> bySecond) {
            return bySecond.values().stream().mapToLong(Long::longValue).sum();
        }

        private void cancelOut() {
            removed.entrySet().removeIf(entry -> added.remove(entry.getKey(), entry.getValue()));
        }

        private boolean isNothing() {
            return removed.isEmpty() && added.isEmpty();
        }
    }

    private final Map<Slot, Change> changes = new LinkedHashMap<>();

    private MovementDiff() {}

    static Collection<Change> between(Iterable<Movement> before, Iterable<Movement> after) {
        MovementDiff diff = new MovementDiff();
        before.forEach(
                movement -> diff.at(movement).removed().merge(movement.second(), movement.quantity(), Long::sum));
        after.forEach(movement -> diff.at(movement).added().merge(movement.second(), movement.quantity(), Long::sum));
        diff.changes.values().forEach(Change::cancelOut);
        diff.changes.values().removeIf(Change::isNothing);
        return diff.changes.values();
    }

    private Change at(Movement movement) {
        Slot slot = new Slot(movement.itemId(), movement.locationId(), movement.kind());
        return changes.computeIfAbsent(
                slot, s -> new Change(s.itemId(), s.locationId(), s.kind(), new TreeMap<>(), new TreeMap<>()));
    }
}
