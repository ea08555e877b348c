package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Refund;
import io.stocktide.simulator.book.ShopBook;

/** Body of {@code refunds/create}; the same fields stand inside the order. */
public final class RefundBodies {
    private RefundBodies() {}

    public static byte[] refund(ShopBook shop, Refund refund) {
        return Json.object(shop.offset(), json -> fields(json, refund));
    }

    static void fields(Json json, Refund refund) {
        json.id("id", refund.id())
                .gid("Refund", refund.id())
                .id("order_id", refund.orderId())
                .time("created_at", refund.createdAt())
                .nulls("note", "user_id", "return")
                .time("processed_at", refund.createdAt())
                .flag("restock", refund.restocks())
                .emptyArrays("duties")
                .moneySet("total_duties_set", 0)
                .emptyArrays("refund_shipping_lines", "order_adjustments", "transactions")
                .objects("refund_line_items", refund.rows(), RefundBodies::row);
    }

    private static void row(Json json, Refund.Row row) {
        long price = LineParts.priceCents(row.line(), row.quantity());
        long tax = LineParts.taxCents(row.line(), row.quantity());
        json.id("id", row.id())
                .number("quantity", row.quantity())
                .id("line_item_id", row.line().id());
        if (row.location() == null) {
            json.nulls("location_id");
        } else {
            json.id("location_id", row.location().id());
        }
        json.text("restock_type", row.restockType().wireName())
                .money("subtotal", price)
                .money("total_tax", tax)
                .moneySet("subtotal_set", price)
                .moneySet("total_tax_set", tax)
                .object(
                        "line_item",
                        line -> LineParts.line(line, row.line(), row.line().quantity()));
    }
}
