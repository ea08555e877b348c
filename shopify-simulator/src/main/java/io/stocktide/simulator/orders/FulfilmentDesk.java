package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.Fulfilment;
import io.stocktide.simulator.book.IdMint.Kind;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderLine;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import io.stocktide.simulator.webhook.Action;
import io.stocktide.simulator.webhook.Notifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends orders out. Committed units become gone ones; available does not move. */
public final class FulfilmentDesk {
    private final ShopBook shop;
    private final Notifier notifier;
    private final Counters counters;

    FulfilmentDesk(ShopBook shop, Notifier notifier, Counters counters) {
        this.shop = shop;
        this.notifier = notifier;
        this.counters = counters;
    }

    /**
     * Sends units out, one fulfilment for each location that holds any of them.
     *
     * @param units units by line id; empty sends all that is left
     */
    public List<Fulfilment> fulfil(long orderId, Map<Long, Integer> units) {
        return shop.locked(() -> {
            Order order = shop.standingOrder(orderId);
            Map<StockLocation, List<Fulfilment.Row>> parcels = parcels(order, units.isEmpty() ? order.unsent() : units);
            Action action = notifier.action();
            List<Fulfilment> made = new ArrayList<>();
            parcels.forEach((location, rows) -> made.add(send(order, location, rows, action)));
            order.touch(action.at());
            counters.up(Count.FULFILMENTS);
            made.forEach(fulfilment -> notifier.fulfilment(action, order, fulfilment));
            String topic = order.fulfilled() ? "orders/fulfilled" : "orders/partially_fulfilled";
            notifier.order(action, order, topic, "orders/updated");
            return made;
        });
    }

    private static Map<StockLocation, List<Fulfilment.Row>> parcels(Order order, Map<Long, Integer> units) {
        if (units.isEmpty()) {
            throw new IllegalArgumentException("order " + order.id() + " has nothing left to send");
        }
        Map<StockLocation, List<Fulfilment.Row>> byLocation = new LinkedHashMap<>();
        units.forEach((lineId, quantity) -> {
            OrderLine line = order.line(lineId);
            if (quantity < 1 || quantity > line.fulfillable()) {
                throw new IllegalArgumentException(
                        "line " + lineId + " has " + line.fulfillable() + " units to send, not " + quantity);
            }
            byLocation
                    .computeIfAbsent(line.allocation().location(), l -> new ArrayList<>())
                    .add(new Fulfilment.Row(line, quantity));
        });
        return byLocation;
    }

    private Fulfilment send(Order order, StockLocation location, List<Fulfilment.Row> rows, Action action) {
        for (Fulfilment.Row row : rows) {
            row.line().fulfil(row.quantity());
            row.line().allocation().consume(row.quantity(), action.at());
        }
        Fulfilment fulfilment =
                new Fulfilment(shop.ids().next(Kind.FULFILMENT), order.id(), location, action.at(), rows);
        order.fulfilments().add(fulfilment);
        return fulfilment;
    }
}
