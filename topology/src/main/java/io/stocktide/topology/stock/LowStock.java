package io.stocktide.topology.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** From when on an item's stock is low, and what was last said of it. */
final class LowStock {
    /** Stands for the item over all its locations. No location has this id. */
    static final long WHOLE = -1;

    /**
     * At or below it stock is low. The latest by the channel's clock holds, whichever came first.
     *
     * @param quantity null where there is none any more
     * @param eventId decides between two of the same time
     */
    record Threshold(Long quantity, long setAtMillis, String eventId) {
        private boolean isBehind(Threshold other) {
            return setAtMillis != other.setAtMillis
                    ? setAtMillis < other.setAtMillis
                    : eventId.compareTo(other.eventId) < 0;
        }
    }

    /**
     * What is to be said.
     *
     * @param place a location, or {@link #WHOLE}
     * @param threshold null where there is none any more
     */
    record Change(long place, boolean low, long available, Long threshold) {}

    private final TreeMap<Long, Threshold> thresholds = new TreeMap<>();
    /** Of these places it was last said that their stock is low. */
    private final TreeSet<Long> saidLow = new TreeSet<>();

    void set(long place, Threshold threshold) {
        thresholds.merge(place, threshold, (known, other) -> known.isBehind(other) ? other : known);
    }

    /**
     * What is news, and is taken to be said from here on.
     *
     * @param fallback of items that have no threshold of their own; null for none
     */
    List<Change> review(Item item, Long fallback) {
        List<Change> changes = new ArrayList<>();
        review(WHOLE, item, ofItem(fallback), changes);
        thresholds.forEach((place, threshold) -> {
            if (place != WHOLE) {
                review(place, item, threshold.quantity(), changes);
            }
        });
        return changes;
    }

    private Long ofItem(Long fallback) {
        Threshold own = thresholds.get(WHOLE);
        return own == null || own.quantity() == null ? fallback : own.quantity();
    }

    private void review(long place, Item item, Long threshold, List<Change> changes) {
        Long available = place == WHOLE ? item.availableOverAll() : item.availableAt(place);
        if (available == null) {
            return; // Without a figure nothing is known to have changed.
        }
        boolean low = threshold != null && available <= threshold;
        if (low ? saidLow.add(place) : saidLow.remove(place)) {
            changes.add(new Change(place, low, available, threshold));
        }
    }
}
