package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderLine;
import io.stocktide.simulator.book.ShopBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An edit taken apart and checked, so that an impossible one changes nothing. */
record EditPlan(Map<OrderLine, Integer> additions, Map<Long, Integer> removals, List<Units> newLines) {

    static EditPlan of(ShopBook shop, Order order, Map<Long, Integer> lineDeltas, List<Units> newLines) {
        Map<OrderLine, Integer> additions = new LinkedHashMap<>();
        Map<Long, Integer> removals = new LinkedHashMap<>();
        lineDeltas.forEach((lineId, delta) -> {
            OrderLine line = order.line(lineId);
            if (delta > 0) {
                additions.put(line, delta);
            } else if (delta < 0 && line.fulfillable() >= -delta) {
                removals.put(lineId, -delta);
            } else {
                throw new IllegalArgumentException("line " + lineId + " cannot be edited by " + delta);
            }
        });
        newLines.forEach(units -> shop.item(units.inventoryItemId()));
        return new EditPlan(additions, removals, newLines);
    }
}
