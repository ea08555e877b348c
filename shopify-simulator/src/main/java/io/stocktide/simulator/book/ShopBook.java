package io.stocktide.simulator.book;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One shop as Shopify knows it. Everything below is guarded by the shop's lock: whoever reads or changes more than one
 * thing goes through {@link #locked}.
 */
public final class ShopBook {
    /** Orders older than this many are closed for good; it bounds memory in an endless run. */
    private static final int ORDERS_KEPT = 5_000;

    /** Shops spread over the world, so bodies carry offsets other than Z. */
    private static final List<ZoneOffset> OFFSETS =
            List.of(ZoneOffset.ofHours(-5), ZoneOffset.ofHours(2), ZoneOffset.UTC, ZoneOffset.ofHoursMinutes(5, 30));

    private final ReentrantLock lock = new ReentrantLock();
    private final String domain;
    private final ZoneOffset offset;
    private final Clock clock;
    private final IdMint ids;
    private final SplittableRandom random;
    private final Journal journal = new Journal();
    private final List<StockLocation> locations = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final Map<Long, Item> items = new LinkedHashMap<>();
    private final Map<Long, Item> byVariant = new LinkedHashMap<>();
    private final Map<Long, Level> levelsById = new LinkedHashMap<>();
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private int ordersPlaced;

    ShopBook(String domain, int index, long seed, Clock clock) {
        this.domain = domain;
        this.offset = OFFSETS.get(index % OFFSETS.size());
        this.clock = clock;
        this.ids = new IdMint(seed, index);
        this.random = new SplittableRandom(seed).split();
    }

    /** Runs the work as one step that nobody sees half of. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #locked(Supplier)}, without an answer. */
    public void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    public String domain() {
        return domain;
    }

    /** The offset that timestamps in this shop's bodies carry. */
    public ZoneOffset offset() {
        return offset;
    }

    public Instant now() {
        return clock.instant();
    }

    public IdMint ids() {
        return ids;
    }

    public Journal journal() {
        return journal;
    }

    /** In routing order: the first is the priority location. */
    public List<StockLocation> locations() {
        return locations;
    }

    public List<Product> products() {
        return products;
    }

    /** By inventory item id, in the order of creation. */
    public Map<Long, Item> items() {
        return items;
    }

    public Map<Long, Item> itemsByVariant() {
        return byVariant;
    }

    public Map<Long, Level> levelsById() {
        return levelsById;
    }

    public Item item(long id) {
        return known(items.get(id), "inventory item", id);
    }

    public StockLocation location(long id) {
        return known(findLocation(id), "location", id);
    }

    /** That location, or null. */
    public StockLocation findLocation(long id) {
        return locations.stream().filter(l -> l.id() == id).findFirst().orElse(null);
    }

    public Level level(long itemId, long locationId) {
        return known(item(itemId).levelAt(locationId), "level of item " + itemId + " at location", locationId);
    }

    public Order order(long id) {
        return known(orders.get(id), "order", id);
    }

    /** As {@link #order}; one that is cancelled is refused. */
    public Order standingOrder(long id) {
        Order order = order(id);
        if (order.cancelledAt() != null) {
            throw new IllegalArgumentException("order " + id + " is cancelled");
        }
        return order;
    }

    /** Opens an order by an invented buyer. */
    public Order openOrder(StockLocation pointOfSale, Instant at) {
        ordersPlaced++;
        Order order =
                new Order(ids.next(IdMint.Kind.ORDER), 1000 + ordersPlaced, Buyer.invent(ids, random), pointOfSale, at);
        orders.put(order.id(), order);
        if (orders.size() > ORDERS_KEPT) {
            orders.remove(orders.keySet().iterator().next());
        }
        return order;
    }

    /** Stocks an item at a location; the journal opens at zero when it happens after the catalog was laid out. */
    public Level stock(Item item, StockLocation location, int available, Instant at) {
        Level level = new Level(ids.next(IdMint.Kind.LEVEL), item, location, available, at);
        item.stock(level);
        levelsById.put(level.id(), level);
        return level;
    }

    /** Every level whose figure is not what happened to it. */
    public List<Mismatch> mismatches() {
        return locked(() -> journal.expected().entrySet().stream()
                .map(e -> compare(e.getKey(), e.getValue()))
                .filter(m -> m.expected() != m.actual())
                .toList());
    }

    /** How many levels {@link #mismatches} compares. */
    public int levelsChecked() {
        return locked(() -> journal.expected().size());
    }

    private Mismatch compare(Journal.Key key, long expected) {
        Level level = items.get(key.itemId()).levelAt(key.locationId());
        long actual = level == null ? 0 : level.available();
        return new Mismatch(domain, key.itemId(), key.locationId(), expected, actual);
    }

    private <T> T known(T found, String what, long id) {
        if (found == null) {
            throw new IllegalArgumentException(domain + " has no " + what + " " + id);
        }
        return found;
    }
}
