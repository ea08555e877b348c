package io.stocktide.simulator.book;

import java.time.Instant;
import java.util.List;

/** Units that left one location together. */
public record Fulfilment(long id, long orderId, StockLocation location, Instant createdAt, List<Row> rows) {
    public Fulfilment {
        rows = List.copyOf(rows);
    }

    /** Units of one line. */
    public record Row(OrderLine line, int quantity) {}
}
