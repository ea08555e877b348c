package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.IdMint.Kind;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderEdit;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders as Shopify keeps them: placing commits stock, cancelling may give it back, editing does either. Every operation is one step under the shop's lock; impossible ones throw
 * {@link IllegalArgumentException} and change nothing.
 */
public final class OrderDesk {
    private final ShopBook shop;
    private final Notifier notifier;
    private final Counters counters;
    private final RefundDesk refunds;

    OrderDesk(ShopBook shop, Notifier notifier, Counters counters, RefundDesk refunds) {
        this.shop = shop;
        this.notifier = notifier;
        this.counters = counters;
        this.refunds = refunds;
    }

    /**
     * Places a paid order.
     *
     * @param pointOfSaleId location it was rung up at, or null for an order placed online
     */
    public Order place(List<Units> cart, Long pointOfSaleId) {
        return shop.locked(() -> {
            StockLocation pointOfSale = pointOfSaleId == null ? null : shop.location(pointOfSaleId);
            List<Item> items = cart.stream()
                    .map(units -> shop.item(units.inventoryItemId()))
                    .toList();
            Action action = notifier.action();
            Order order = shop.openOrder(pointOfSale, action.at());
            for (int n = 0; n < cart.size(); n++) {
                commitLine(order, items.get(n), cart.get(n).quantity(), action);
            }
            counters.up(Count.ORDERS);
            notifier.order(action, order, "orders/create", "orders/paid", "orders/updated");
            notifier.levels(
                    action, order.lines().stream().map(OrderLine::allocation).toList());
            notifier.maybeStockless(action, order);
            return order;
        });
    }

    /**
     * Cancels an order of which nothing was sent.
     *
     * @param restock true gives the units back to where they were committed
     */
    public Refund cancel(long orderId, boolean restock) {
        return shop.locked(() -> {
            Order order = shop.standingOrder(orderId);
            if (!order.fulfilments().isEmpty()) {
                throw new IllegalArgumentException("order " + orderId + " has fulfilments and cannot be cancelled");
            }
            Action action = notifier.action();
            Map<Long, Integer> rest = order.unsent();
            Refund refund =
                    refunds.book(order, rest, restock ? RestockType.CANCEL : RestockType.NO_RESTOCK, null, action);
            order.cancel(action.at());
            counters.up(Count.CANCELS);
            notifier.refund(action, refund);
            notifier.order(action, order, "orders/cancelled", "orders/updated");
            notifier.levels(action, RefundDesk.restocked(refund));
            return refund;
        });
    }

    /**
     * Edits an order.
     *
     * @param lineDeltas units by line id: above zero added, below zero removed; removed units must not have been sent
     * @param newLines lines added
     */
    public OrderEdit edit(long orderId, Map<Long, Integer> lineDeltas, List<Units> newLines) {
        return shop.locked(() -> {
            Order order = shop.standingOrder(orderId);
            EditPlan plan = EditPlan.of(shop, order, lineDeltas, newLines);
            Action action = notifier.action();
            List<Level> changed = new ArrayList<>();
            Map<Long, Integer> additions = add(order, plan, action, changed);
            if (!plan.removals().isEmpty()) {
                Refund refund = refunds.book(order, plan.removals(), RestockType.CANCEL, null, action);
                notifier.refund(action, refund);
                changed.addAll(RefundDesk.restocked(refund));
            }
            order.touch(action.at());
            OrderEdit edit =
                    new OrderEdit(shop.ids().next(Kind.EDIT), order.id(), action.at(), additions, plan.removals());
            counters.up(Count.EDITS);
            notifier.edit(action, edit);
            notifier.order(action, order, "orders/updated");
            notifier.levels(action, changed);
            return edit;
        });
    }

    private Map<Long, Integer> add(Order order, EditPlan plan, Action action, List<Level> changed) {
        Map<Long, Integer> additions = new LinkedHashMap<>();
        plan.additions().forEach((line, units) -> {
            commit(line.allocation(), units, action);
            line.add(units);
            additions.put(line.id(), units);
            changed.add(line.allocation());
        });
        for (Units units : plan.newLines()) {
            OrderLine line = commitLine(order, shop.item(units.inventoryItemId()), units.quantity(), action);
            additions.put(line.id(), units.quantity());
            changed.add(line.allocation());
        }
        return additions;
    }

    private OrderLine commitLine(Order order, Item item, int quantity, Action action) {
        Level level = Routing.route(item, quantity, order.pointOfSale());
        commit(level, quantity, action);
        OrderLine line = new OrderLine(shop.ids().next(Kind.LINE), level, quantity);
        order.lines().add(line);
        return line;
    }

    private void commit(Level level, int quantity, Action action) {
        shop.journal().record(level.item(), level.location().id(), -quantity);
        level.commit(quantity, action.at());
    }
}
