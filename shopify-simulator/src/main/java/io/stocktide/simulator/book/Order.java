package io.stocktide.simulator.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An order with all that was done to it since. Guarded by the shop's lock. */
public final class Order {
    private final long id;
    private final int number;
    private final Buyer buyer;
    private final StockLocation pointOfSale;
    private final Instant createdAt;
    private final List<OrderLine> lines = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<Fulfilment> fulfilments = new ArrayList<>();
    private Instant updatedAt;
    private Instant cancelledAt;

    /**
     * An order without lines.
     *
     * @param pointOfSale where it was rung up, or null for an order placed online
     */
    public Order(long id, int number, Buyer buyer, StockLocation pointOfSale, Instant createdAt) {
        this.id = id;
        this.number = number;
        this.buyer = buyer;
        this.pointOfSale = pointOfSale;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public long id() {
        return id;
    }

    public int number() {
        return number;
    }

    public Buyer buyer() {
        return buyer;
    }

    /** Where it was rung up; null for an order placed online. */
    public StockLocation pointOfSale() {
        return pointOfSale;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Null while the order stands. */
    public Instant cancelledAt() {
        return cancelledAt;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    public List<Refund> refunds() {
        return refunds;
    }

    public List<Fulfilment> fulfilments() {
        return fulfilments;
    }

    /** True when nothing is left to send out. */
    public boolean fulfilled() {
        return !fulfilments.isEmpty() && lines.stream().allMatch(line -> line.fulfillable() == 0);
    }

    /** Units by line id that are neither sent nor removed. */
    public Map<Long, Integer> unsent() {
        Map<Long, Integer> units = new LinkedHashMap<>();
        lines.stream().filter(line -> line.fulfillable() > 0).forEach(line -> units.put(line.id(), line.fulfillable()));
        return units;
    }

    public OrderLine line(long lineId) {
        return lines.stream()
                .filter(line -> line.id() == lineId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("order " + id + " has no line " + lineId));
    }

    public void touch(Instant at) {
        updatedAt = at;
    }

    public void cancel(Instant at) {
        cancelledAt = at;
        updatedAt = at;
    }
}
