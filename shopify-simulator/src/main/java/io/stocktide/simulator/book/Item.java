package io.stocktide.simulator.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inventory item together with its one variant; Shopify keeps them apart, but one never exists without the other. */
public final class Item {
    private final long id;
    private final long variantId;
    private final Product product;
    private final Sale sale;
    private final Instant createdAt;
    private final Map<Long, Level> levels = new LinkedHashMap<>();

    /**
     * What a buyer sees of it.
     *
     * @param tracked false: Shopify counts nothing, and {@code available} is null on the wire
     * @param giftCard a gift card is never tracked
     */
    public record Sale(String sku, String title, int priceCents, boolean tracked, boolean giftCard) {}

    Item(long id, long variantId, Product product, Sale sale, Instant createdAt) {
        this.id = id;
        this.variantId = variantId;
        this.product = product;
        this.sale = sale;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long variantId() {
        return variantId;
    }

    public Product product() {
        return product;
    }

    public String sku() {
        return sale.sku();
    }

    public Sale sale() {
        return sale;
    }

    public boolean tracked() {
        return sale.tracked();
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Its level there, or null where it is not stocked. */
    public Level levelAt(long locationId) {
        return levels.get(locationId);
    }

    public Collection<Level> levels() {
        return levels.values();
    }

    /** The levels by position, for seeded choices. */
    public List<Level> levelList() {
        return new ArrayList<>(levels.values());
    }

    void stock(Level level) {
        levels.put(level.location().id(), level);
    }
}
