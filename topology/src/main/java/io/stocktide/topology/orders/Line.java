package io.stocktide.topology.orders;

import io.stocktide.topology.catalog.Register;
import java.util.Map;
import java.util.TreeMap;

/** A line of an order, joined from all versions of it. */
final class Line {
    private Long variantId;
    /** 0 until the catalog knows the variant. */
    private long itemId;

    private Register<Boolean> stockless = Register.empty();
    /** Each quantity that was seen, and the earliest version that had it. Quantities only grow. */
    private final TreeMap<Integer, Long> seenSince = new TreeMap<>();

    /** Whether a version of the order lacks it. */
    private boolean addedLater;

    static Line addedLater() {
        Line line = new Line();
        line.wasAddedLater();
        return line;
    }

    void wasAddedLater() {
        addedLater = true;
    }

    void merge(OrderVersion.LineVersion version, long updatedSecond) {
        if (version.variantId() != null) {
            variantId = version.variantId();
        }
        stockless = stockless.merge(new Register<>(updatedSecond, version.stockless()));
        seenSince.merge(version.quantity(), updatedSecond, Math::min);
    }

    Long variantId() {
        return variantId;
    }

    void resolve(long toItemId) {
        itemId = toItemId;
    }

    long itemId() {
        return itemId;
    }

    /** The most units that a version has shown. */
    int quantity() {
        return seenSince.isEmpty() ? 0 : seenSince.lastKey();
    }

    /** Whether Shopify keeps no stock of it. */
    boolean stockless() {
        return Boolean.TRUE.equals(stockless.value());
    }

    boolean moves() {
        return itemId != 0 && !stockless();
    }

    boolean needsItem() {
        return itemId == 0 && variantId != null && !stockless();
    }

    /**
     * Units that edits of one second have added and no version of that second holds. Whether such a version is from
     * before the edits, nothing tells; where no version is older, rule 2 takes it for one that is. A line that a version
     * of the order lacks was not there before.
     */
    int missing(long second, int added) {
        int before = addedLater ? 0 : seenSince.firstKey();
        for (Map.Entry<Integer, Long> seen : seenSince.entrySet()) {
            if (seen.getValue() < second) {
                before = seen.getKey();
            }
        }
        return Math.max(0, before + added - seenSince.lastKey());
    }

    /**
     * Units that were added, by the second of the earliest version that held them: a later version that arrives first
     * makes it too late for a while, which at worst counts them beside an observation that holds them.
     */
    Map<Long, Integer> growth() {
        TreeMap<Long, Integer> growth = new TreeMap<>();
        long earliest = Long.MAX_VALUE;
        // From the greatest down: whoever had more also had less.
        TreeMap<Integer, Long> since = new TreeMap<>();
        for (Map.Entry<Integer, Long> entry : seenSince.descendingMap().entrySet()) {
            earliest = Math.min(earliest, entry.getValue());
            since.put(entry.getKey(), earliest);
        }
        int before = 0;
        for (Map.Entry<Integer, Long> entry : since.entrySet()) {
            growth.merge(entry.getValue(), entry.getKey() - before, Integer::sum);
            before = entry.getKey();
        }
        return growth;
    }
}
