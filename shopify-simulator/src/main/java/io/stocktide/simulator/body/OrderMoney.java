package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Order;
import java.util.List;

/** The totals of an order, each as an amount and as a price set. */
final class OrderMoney {
    private static final long SHIPPING_CENTS = 495;

    private OrderMoney() {}

    static void write(Json json, Order order) {
        long ordered = order.lines().stream()
                .mapToLong(line -> LineParts.priceCents(line, line.quantity()))
                .sum();
        long orderedTax = order.lines().stream()
                .mapToLong(line -> LineParts.taxCents(line, line.quantity()))
                .sum();
        long current = order.lines().stream()
                .mapToLong(line -> LineParts.priceCents(line, line.current()))
                .sum();
        long currentTax = order.lines().stream()
                .mapToLong(line -> LineParts.taxCents(line, line.current()))
                .sum();
        current(json, current, currentTax);
        totals(json, ordered, orderedTax);
    }

    private static void current(Json json, long goods, long tax) {
        both(json, "current_subtotal_price", goods);
        both(json, "current_total_discounts", 0);
        both(json, "current_total_price", goods + tax + SHIPPING_CENTS);
        both(json, "current_total_tax", tax);
        json.nulls(
                "current_total_additional_fees_set",
                "current_total_duties_set",
                "original_total_additional_fees_set",
                "original_total_duties_set");
    }

    private static void totals(Json json, long goods, long tax) {
        both(json, "subtotal_price", goods);
        both(json, "total_discounts", 0);
        both(json, "total_line_items_price", goods);
        both(json, "total_price", goods + tax + SHIPPING_CENTS);
        both(json, "total_tax", tax);
        json.moneySet("total_shipping_price_set", SHIPPING_CENTS)
                .moneySet("current_shipping_price_set", SHIPPING_CENTS)
                .moneySet("total_cash_rounding_payment_adjustment_set", 0)
                .moneySet("total_cash_rounding_refund_adjustment_set", 0)
                .money("total_outstanding", 0)
                .money("total_tip_received", 0)
                .objects(
                        "tax_lines",
                        List.of(tax),
                        (line, cents) -> line.money("price", cents)
                                .text("rate", "0.08")
                                .text("title", "Invented Tax")
                                .moneySet("price_set", cents)
                                .flag("channel_liable", false));
    }

    static void shippingLines(Json json, Order order) {
        List<Order> shipped = order.pointOfSale() == null ? List.of(order) : List.of();
        json.objects("shipping_lines", shipped, (line, o) -> {
            line.id("id", o.id() + 1).text("code", "Standard").text("title", "Standard");
            both(line, "price", SHIPPING_CENTS);
            both(line, "discounted_price", SHIPPING_CENTS);
            line.flag("is_removed", false)
                    .text("source", "shopify")
                    .nulls("carrier_identifier", "phone", "requested_fulfillment_service_id")
                    .emptyArrays("tax_lines", "discount_allocations");
        });
    }

    private static void both(Json json, String name, long cents) {
        json.money(name, cents).moneySet(name + "_set", cents);
    }
}
