package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.IdMint.Kind;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderLine;
import io.stocktide.simulator.book.Refund;
import io.stocktide.simulator.book.RestockType;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import io.stocktide.simulator.webhook.Action;
import io.stocktide.simulator.webhook.Notifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Refunds, and what each kind of restock moves. */
public final class RefundDesk {
    private final ShopBook shop;
    private final Notifier notifier;
    private final Counters counters;

    RefundDesk(ShopBook shop, Notifier notifier, Counters counters) {
        this.shop = shop;
        this.notifier = notifier;
        this.counters = counters;
    }

    /**
     * Refunds units of an order.
     *
     * @param units units by line id: not yet sent for CANCEL, sent for RETURN, sent ones first for NO_RESTOCK
     * @param locationId where they are restocked; null is where they were committed, and for NO_RESTOCK null on the wire
     */
    public Refund refund(long orderId, Map<Long, Integer> units, RestockType type, Long locationId) {
        return shop.locked(() -> {
            Order order = shop.order(orderId);
            Action action = notifier.action();
            Refund refund = book(order, units, type, locationId, action);
            counters.up(Count.REFUNDS);
            notifier.refund(action, refund);
            notifier.order(action, order, "orders/updated");
            notifier.levels(action, restocked(refund));
            return refund;
        });
    }

    /** Books a refund without announcing it. Checks everything before it moves anything. */
    Refund book(Order order, Map<Long, Integer> units, RestockType type, Long locationId, Action action) {
        List<Refund.Row> rows = new ArrayList<>();
        units.forEach((lineId, quantity) -> rows.add(row(order.line(lineId), quantity, type, locationId)));
        rows.forEach(RefundDesk::check);
        rows.forEach(row -> move(row, action));
        Refund refund = new Refund(shop.ids().next(Kind.REFUND), order.id(), action.at(), rows);
        order.refunds().add(refund);
        order.touch(action.at());
        return refund;
    }

    /** The levels that a refund raised. */
    static List<Level> restocked(Refund refund) {
        return refund.rows().stream()
                .filter(row -> row.restockType() != RestockType.NO_RESTOCK)
                .map(RefundDesk::level)
                .toList();
    }

    private Refund.Row row(OrderLine line, int quantity, RestockType type, Long locationId) {
        StockLocation location = locationId == null ? null : shop.location(locationId);
        if (location == null && type != RestockType.NO_RESTOCK) {
            location = line.allocation().location();
        }
        return new Refund.Row(shop.ids().next(Kind.REFUND_LINE), line, quantity, type, location);
    }

    private static void check(Refund.Row row) {
        int most = switch (row.restockType()) {
            case CANCEL -> row.line().fulfillable();
            case RETURN -> row.line().returnable();
            case NO_RESTOCK -> row.line().current();
        };
        if (row.quantity() < 1 || row.quantity() > most) {
            throw new IllegalArgumentException(
                    "line " + row.line().id() + " has " + most + " units to refund, not " + row.quantity());
        }
        if (row.restockType() != RestockType.NO_RESTOCK && level(row) == null) {
            throw new IllegalArgumentException("item " + row.line().item().id() + " is not stocked at "
                    + row.location().id());
        }
    }

    private void move(Refund.Row row, Action action) {
        switch (row.restockType()) {
            case CANCEL -> {
                row.line().remove(row.quantity());
                row.line().allocation().consume(row.quantity(), action.at());
                restock(row, action);
            }
            case RETURN -> {
                row.line().giveBack(row.quantity());
                restock(row, action);
            }
            case NO_RESTOCK -> writeOff(row, action);
        }
    }

    private void restock(Refund.Row row, Action action) {
        shop.journal().record(row.line().item(), row.location().id(), row.quantity());
        level(row).adjust(row.quantity(), action.at());
    }

    /** Without restock, units that were sent stay with the buyer and the rest leave the books. */
    private void writeOff(Refund.Row row, Action action) {
        int kept = Math.min(row.quantity(), row.line().returnable());
        int unsent = row.quantity() - kept;
        if (kept > 0) {
            row.line().giveBack(kept);
        }
        if (unsent > 0) {
            row.line().remove(unsent);
            row.line().allocation().consume(unsent, action.at());
        }
    }

    private static Level level(Refund.Row row) {
        return row.line().item().levelAt(row.location().id());
    }
}
