package io.stocktide.simulator.traffic;

import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderLine;
import io.stocktide.simulator.book.RestockType;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.orders.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** The later life of one order. A step that the earlier ones left no room for is not taken. */
final class OrderFate {
    private static final double RESTOCK_SHARE = 0.85;
    private static final double PARTIAL_SHARE = 0.25;

    private final Storefront shop;
    private final Order order;
    private final Carts carts;
    private final SplittableRandom random;

    OrderFate(Storefront shop, Order order, Carts carts, SplittableRandom random) {
        this.shop = shop;
        this.order = order;
        this.carts = carts;
        this.random = random;
    }

    /** Adds units to a line, adds a line, or removes units, a third each. */
    void edit() {
        int kind = random.nextInt(3);
        OrderLine line = anyLine(OrderLine::fulfillable);
        if (line == null || order.cancelledAt() != null) {
            return;
        }
        switch (kind) {
            case 0 -> shop.orders().edit(order.id(), Map.of(line.id(), 1 + random.nextInt(2)), List.of());
            case 1 ->
                shop.orders()
                        .edit(
                                order.id(),
                                Map.of(),
                                List.of(new Units(carts.item(random).id(), 1 + random.nextInt(2))));
            default ->
                shop.orders().edit(order.id(), Map.of(line.id(), -(1 + random.nextInt(line.fulfillable()))), List.of());
        }
    }

    void cancel() {
        boolean restock = random.nextDouble() < RESTOCK_SHARE;
        if (order.cancelledAt() == null) {
            shop.orders().cancel(order.id(), restock);
        }
    }

    /** Sends everything, or at times the first line that has something to send. */
    void fulfil() {
        boolean partial = random.nextDouble() < PARTIAL_SHARE;
        OrderLine line = anyLine(OrderLine::fulfillable);
        if (line != null) {
            shop.fulfilments().fulfil(order.id(), partial ? Map.of(line.id(), 1) : Map.of());
        }
    }

    void fulfilRest() {
        if (anyLine(OrderLine::fulfillable) != null) {
            shop.fulfilments().fulfil(order.id(), Map.of());
        }
    }

    /** Refunds what was sent as a return, and what was not as a removal; one in seven or so restocks nothing. */
    void refund() {
        boolean restock = random.nextDouble() < RESTOCK_SHARE;
        boolean located = random.nextBoolean();
        OrderLine line = anyLine(OrderLine::current);
        if (line == null) {
            return;
        }
        boolean sent = line.returnable() > 0;
        int most = sent ? line.returnable() : line.fulfillable();
        Map<Long, Integer> units = new LinkedHashMap<>(Map.of(line.id(), 1 + random.nextInt(most)));
        if (restock) {
            shop.refunds().refund(order.id(), units, sent ? RestockType.RETURN : RestockType.CANCEL, place(line, sent));
        } else {
            Long location = located ? Long.valueOf(line.allocation().location().id()) : null;
            shop.refunds().refund(order.id(), units, RestockType.NO_RESTOCK, location);
        }
    }

    /** A returned parcel may come back to another place than it left. */
    private Long place(OrderLine line, boolean sent) {
        List<Level> levels = line.item().levelList();
        Level chosen = sent ? levels.get(random.nextInt(levels.size())) : line.allocation();
        return chosen.location().id();
    }

    private OrderLine anyLine(ToIntFunction<OrderLine> units) {
        List<OrderLine> lines = order.lines().stream()
                .filter(line -> units.applyAsInt(line) > 0)
                .toList();
        return lines.isEmpty() ? null : lines.get(random.nextInt(lines.size()));
    }
}
