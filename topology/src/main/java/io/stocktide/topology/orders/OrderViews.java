package io.stocktide.topology.orders;

import io.stocktide.schemas.rest.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** An order as others see it: a function of its state alone, and of what its items are called. */
public final class OrderViews {
    private OrderViews() {}

    /**
     * @param skuOf the SKU of an inventory item; null where it has none
     */
    public static OrderView order(String shop, Order order, LongFunction<String> skuOf) {
        return new OrderView(
                shop,
                order.id(),
                order.updatedSecond().isPresent()
                        ? Instant.ofEpochSecond(order.updatedSecond().getAsLong())
                        : null,
                order.locationId(),
                order.cancelled(),
                lines(order, skuOf),
                order.refunds().values().stream().map(OrderViews::refund).toList(),
                order.edits().values().stream().map(OrderViews::edit).toList());
    }

    private static List<OrderView.Line> lines(Order order, LongFunction<String> skuOf) {
        Map<Long, Long> committed = order.committed();
        return order.lines().entrySet().stream()
                .map(line -> line(line.getKey(), line.getValue(), committed.getOrDefault(line.getKey(), 0L), skuOf))
                .toList();
    }

    private static OrderView.Line line(long lineId, Line line, long committed, LongFunction<String> skuOf) {
        boolean known = line.itemId() != 0;
        return new OrderView.Line(
                lineId,
                line.variantId(),
                known ? Long.valueOf(line.itemId()) : null,
                known ? skuOf.apply(line.itemId()) : null,
                line.quantity(),
                committed,
                !line.stockless(),
                line.needsItem());
    }

    private static OrderView.Refund refund(Refund refund) {
        return new OrderView.Refund(
                refund.refundId(),
                Instant.ofEpochSecond(refund.second()),
                refund.lines().stream()
                        .map(line -> new OrderView.RefundedLine(
                                line.lineId(), line.quantity(), line.locationId(), line.restocked()))
                        .toList());
    }

    private static OrderView.Edit edit(Edit edit) {
        return new OrderView.Edit(
                edit.editId(),
                Instant.ofEpochSecond(edit.second()),
                new TreeMap<>(edit.addedByLine())
                        .entrySet().stream()
                                .map(added -> new OrderView.AddedUnits(added.getKey(), added.getValue()))
                                .toList());
    }
}
