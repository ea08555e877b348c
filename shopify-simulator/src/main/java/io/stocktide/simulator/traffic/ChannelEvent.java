package io.stocktide.simulator.traffic;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.StockLocation;
import java.time.Instant;
import java.util.List;

/** Something that happened on the marketplace: it stands, whether or not its report has been accepted yet. */
record ChannelEvent(
        String shop, String idempotencyKey, Type type, Instant occurredAt, List<Line> lines, boolean twice) {

    /** The kinds of event; the names on the wire are the same in lower case. */
    enum Type {
        SALE,
        RETURN,
        ADJUSTMENT,
        TRANSFER
    }

    /**
     * One item of an event.
     *
     * @param quantity units sold, returned or moved; for an adjustment the signed change
     * @param to where a transfer goes; null for the others
     * @param bySku names the item by SKU rather than by inventory item id
     */
    record Line(Item item, StockLocation at, StockLocation to, int quantity, boolean bySku) {}

    /** What the event does to available at {@link Line#at}. */
    int delta(Line line) {
        return switch (type) {
            case SALE, TRANSFER -> -line.quantity();
            case RETURN, ADJUSTMENT -> line.quantity();
        };
    }
}
