package io.stocktide.simulator.book;

import java.time.Instant;
import java.util.List;

/** A refund, a cancellation's refund, or the entry that an order edit leaves for the units it removes. */
public record Refund(long id, long orderId, Instant createdAt, List<Row> rows) {
    public Refund {
        rows = List.copyOf(rows);
    }

    /**
     * Units of one line.
     *
     * @param location where they were restocked; may be null, but only without restock
     */
    public record Row(long id, OrderLine line, int quantity, RestockType restockType, StockLocation location) {}

    public boolean restocks() {
        return rows.stream().anyMatch(row -> row.restockType() != RestockType.NO_RESTOCK);
    }
}
