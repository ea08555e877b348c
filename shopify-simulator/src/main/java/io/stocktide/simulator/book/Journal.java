package io.stocktide.simulator.book;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened to the stock of a shop, kept apart from its levels: the initial figure and the sum of every happening
 * since. A mutation applied twice or lost moves the level and not the journal, and shows as a mismatch. Guarded by the
 * shop's lock; memory is bounded by the number of levels.
 */
public final class Journal {
    /** One stock figure. */
    public record Key(long itemId, long locationId) {}

    private final Map<Key, Long> sums = new LinkedHashMap<>();

    void open(Item item, StockLocation location, long initialUnits) {
        if (item.tracked()) {
            sums.put(new Key(item.id(), location.id()), initialUnits);
        }
    }

    /** Writes down one happening. Untracked items are not journalled. */
    public void record(Item item, long locationId, long deltaUnits) {
        if (item.tracked()) {
            sums.merge(new Key(item.id(), locationId), deltaUnits, Long::sum);
        }
    }

    /** What each level should hold once everything in flight has arrived. */
    Map<Key, Long> expected() {
        return sums;
    }
}
