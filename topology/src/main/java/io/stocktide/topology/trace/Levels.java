package io.stocktide.topology.trace;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.LedgerRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Levels that are traced: items at locations. */
record Levels(Set<Level> levels) {
    /** One item at one location. */
    record Level(long itemId, long locationId) {
        static Level of(BatchChange change) {
            return new Level(change.inventoryItemId(), change.locationId());
        }
    }

    Levels {
        levels = Set.copyOf(levels);
    }

    static Levels of(ChannelEvent event, List<LedgerRow> rows) {
        Set<Level> levels = new HashSet<>();
        for (LedgerRow row : rows) {
            if (row.locationId() != null) {
                levels.add(new Level(row.inventoryItemId(), row.locationId()));
            }
        }
        for (ChannelLine line : event == null ? List.<ChannelLine>of() : event.lines()) {
            if (line.inventoryItemId() != null) {
                levels.add(new Level(line.inventoryItemId(), line.locationId()));
                if (line.toLocationId() != null) {
                    levels.add(new Level(line.inventoryItemId(), line.toLocationId()));
                }
            }
        }
        return new Levels(levels);
    }

    static Levels of(List<BatchChange> changes) {
        Set<Level> levels = new HashSet<>();
        changes.forEach(change -> levels.add(Level.of(change)));
        return new Levels(levels);
    }

    /** Whether the row is of one of the levels, or of the whole of one of the items. */
    boolean holds(LedgerRow row) {
        return levels.stream()
                .anyMatch(level -> level.itemId() == row.inventoryItemId()
                        && (row.locationId() == null || row.locationId() == level.locationId()));
    }

    boolean holds(BatchChange change) {
        return levels.contains(Level.of(change));
    }
}
