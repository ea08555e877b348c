package io.stocktide.system.simulation;

import java.util.Comparator;

/** One item at one location. */
record Place(long itemId, long locationId) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return Comparator.comparingLong(Place::itemId)
                .thenComparingLong(Place::locationId)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return itemId + "@" + locationId;
    }
}
