package io.stocktide.topology.stock;

import io.stocktide.topology.catalog.Register;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One inventory item over all its locations: what is known of it and what follows. */
public final class Item {
    private long id;
    private Register<String> sku = Register.empty();
    private Register<Boolean> tracked = Register.empty();
    private final TreeMap<Long, Level> levels = new TreeMap<>();
    /** What orders that name no location have taken; it counts against the item as a whole. */
    private final OpenMovements unlocated = new OpenMovements();
    /** When all of Shopify's levels were last known: one that was not among them was not stocked then. */
    private long completeSecond = Long.MIN_VALUE;

    /** Ledger rows written so far. */
    private long rows;
    /** What their deltas sum to. */
    private long ledgered;
    /** Whether they did not sum to the balance when that was last looked at. */
    private boolean unbalanced;

    /** When Shopify is to be asked about it, record time in milliseconds; 0 for not at all. */
    private long askAtMillis;

    private int asked;
    /** Null where no threshold was ever set. */
    private LowStock lowStock;

    private Item() {}

    public static Item of(long id) {
        Item item = new Item();
        item.id = id;
        return item;
    }

    public long id() {
        return id;
    }

    /** How many ledger rows were written of it: the number of the last. */
    public long rows() {
        return rows;
    }

    /** Null where Shopify has none or none is known. */
    public String sku() {
        return sku.value();
    }

    /** True unless Shopify has said otherwise. */
    public boolean tracked() {
        return tracked.value() == null || tracked.value();
    }

    public Map<Long, Level> levels() {
        return levels;
    }

    /** The level at a location, made where there is none. */
    public Level level(long locationId) {
        return levels.computeIfAbsent(locationId, l -> new Level());
    }

    public boolean isStockedAt(long locationId) {
        Level level = levels.get(locationId);
        return level != null && level.stocked();
    }

    /** Returns whether more was known than one of them says. */
    public boolean describe(Register<String> newSku, Register<Boolean> newTracked) {
        boolean outOfOrder = sku.isNewerThan(newSku) || tracked.isNewerThan(newTracked);
        sku = sku.merge(newSku);
        tracked = tracked.merge(newTracked);
        return outOfOrder;
    }

    /** What orders without a location have taken and no observation has explained, at most 0. */
    public long unsettled() {
        return tracked() ? unlocated.loweringSince(explainedSecond()) : 0;
    }

    /** What a level shows: any single level may be asked for all that is unsettled, so each is lowered by all of it. */
    public Long availableAt(Level level) {
        return tracked() && level.counts() ? Long.valueOf(level.available() + unsettled()) : null;
    }

    /** The same of a location; null where it has no figure. */
    Long availableAt(long locationId) {
        Level level = levels.get(locationId);
        return level == null ? null : availableAt(level);
    }

    /** The balance; null where no level has a figure. */
    public Long availableOverAll() {
        boolean counted = tracked() && levels.values().stream().anyMatch(Level::counts);
        return counted ? Long.valueOf(balance()) : null;
    }

    /** What all locations together may sell; the sum of the item's ledger. */
    public long balance() {
        long sum = unsettled();
        for (Level level : levels.values()) {
            sum += slot(level);
        }
        return sum;
    }

    /** What a location adds to the balance; a null location is what is unsettled. */
    long slot(Long locationId) {
        if (locationId == null) {
            return unsettled();
        }
        Level level = levels.get(locationId);
        return level == null ? 0 : slot(level);
    }

    private long slot(Level level) {
        return tracked() ? level.available() : 0;
    }

    /** A movement at Shopify; {@code locationId} null where it names none. */
    void move(Long locationId, long second, long quantity) {
        if (locationId == null) {
            forgetExplained();
            unlocated.add(second, quantity);
        } else {
            level(locationId).move(second, quantity);
        }
    }

    /** Takes back a movement that turned out otherwise. */
    void unmove(Long locationId, long second, long quantity) {
        if (locationId == null) {
            unlocated.remove(second, quantity);
        } else {
            level(locationId).unmove(second, quantity);
        }
    }

    /** Whether nothing has been observed of the level yet. */
    boolean isUnobservedAt(long locationId) {
        Level level = levels.get(locationId);
        return level == null || level.observed() == null;
    }

    void observe(long locationId, Observation observation) {
        Level level = level(locationId);
        if (level.observed() == null && completeSecond != Long.MIN_VALUE) {
            level.observe(Observation.gone(completeSecond));
        }
        level.observe(observation);
    }

    /**
     * All of Shopify's levels are known as of the second. Levels that are not among them must be told that they are
     * gone; those that are heard of later are told then.
     */
    void isComplete(long second) {
        completeSecond = Math.max(completeSecond, second);
        unlocated.settleBefore(completeSecond);
    }

    /**
     * Before this second, movements without a location are in Shopify's figures: those of every stocked level, or of
     * all there were. They are kept all the same, since a level may be heard of late that was observed before them.
     */
    private long explainedSecond() {
        long allObservedAt = Long.MAX_VALUE;
        for (Level level : levels.values()) {
            if (level.stocked()) {
                allObservedAt = Math.min(allObservedAt, level.observed().fromSecond());
            }
        }
        return allObservedAt == Long.MAX_VALUE ? completeSecond : Math.max(completeSecond, allObservedAt);
    }

    private void forgetExplained() {
        if (unlocated.isFull()) {
            unlocated.settleBefore(explainedSecond());
        }
    }

    /** Whether only Shopify's own figure can tell what is available. */
    public boolean inDoubt() {
        return tracked()
                && (unlocated.anySince(explainedSecond())
                        || levels.values().stream().anyMatch(Level::inDoubt));
    }

    /** Counts a ledger row of that delta. Returns its number. */
    long nextRow(long delta) {
        ledgered = Math.addExact(ledgered, delta);
        return ++rows;
    }

    /** Whether the ledger rows summed to the balance when that was last looked at, as they must after every fact. */
    boolean isBalanced() {
        return !unbalanced;
    }

    /** Looks whether the ledger rows sum to the balance. Returns whether that is another finding than the last. */
    boolean audit() {
        boolean before = unbalanced;
        unbalanced = ledgered != balance();
        return unbalanced != before;
    }

    /** @param place a location, or {@link LowStock#WHOLE} */
    void threshold(long place, LowStock.Threshold threshold) {
        lowStock = lowStock == null ? new LowStock() : lowStock;
        lowStock.set(place, threshold);
    }

    /**
     * What has become low, or is no longer, since this was last asked.
     *
     * @param fallback of an item that has no threshold of its own; null for none
     */
    List<LowStock.Change> reviewLowStock(Long fallback) {
        if (lowStock == null && fallback == null) {
            return List.of();
        }
        lowStock = lowStock == null ? new LowStock() : lowStock;
        return lowStock.review(this, fallback);
    }

    public long askAtMillis() {
        return askAtMillis;
    }

    public int asked() {
        return asked;
    }

    /** Notes when to ask; {@code times} is how often it has been asked about this doubt. */
    public void askAt(long millis, int times) {
        askAtMillis = millis;
        asked = times;
    }
}
