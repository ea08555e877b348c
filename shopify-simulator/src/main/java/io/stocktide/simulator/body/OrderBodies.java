package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.ShopBook;

/** Bodies of {@code orders} topics: the whole order as it stands now, refunds and fulfilments embedded. */
public final class OrderBodies {
    private OrderBodies() {}

    public static byte[] order(ShopBook shop, Order order) {
        return Json.object(shop.offset(), json -> {
            head(json, order);
            names(json, shop, order);
            OrderMoney.write(json, order);
            people(json, order);
            contents(json, order);
        });
    }

    private static void head(Json json, Order order) {
        json.id("id", order.id())
                .gid("Order", order.id())
                .number("app_id", 580111)
                .nulls("browser_ip")
                .flag("buyer_accepts_marketing", false)
                .text("cancel_reason", order.cancelledAt() == null ? null : "customer")
                .time("cancelled_at", order.cancelledAt())
                .nulls("cart_token", "checkout_id", "checkout_token", "client_details")
                .time("closed_at", order.cancelledAt())
                .text("confirmation_number", "SIM" + order.number())
                .flag("confirmed", true)
                .text("contact_email", order.buyer().email())
                .time("created_at", order.createdAt())
                .text("currency", "USD")
                .text("customer_locale", "en")
                .nulls("device_id", "merchant_business_entity_id")
                .flag("duties_included", false)
                .emptyArrays("discount_codes")
                .text("email", order.buyer().email())
                .flag("estimated_taxes", false)
                .text("financial_status", financialStatus(order))
                .text("fulfillment_status", fulfilmentStatus(order))
                .nulls("landing_site", "landing_site_ref");
    }

    private static void names(Json json, ShopBook shop, Order order) {
        boolean rungUp = order.pointOfSale() != null;
        if (rungUp) {
            json.id("location_id", order.pointOfSale().id());
        } else {
            json.nulls("location_id");
        }
        json.nulls("merchant_of_record_app_id")
                .text("name", "#" + order.number())
                .nulls("note")
                .emptyArrays("note_attributes")
                .number("number", order.number() - 1000)
                .number("order_number", order.number())
                .text("order_status_url", "https://" + shop.domain() + "/orders/" + order.id() + "/status")
                .texts("payment_gateway_names", "bogus")
                .nulls("phone", "po_number")
                .text("presentment_currency", "USD")
                .time("processed_at", order.createdAt())
                .nulls("reference", "referring_site", "source_identifier", "source_url")
                .text("source_name", rungUp ? "pos" : "web")
                .text("tags", "")
                .flag("tax_exempt", false)
                .flag("taxes_included", false)
                .flag("test", false)
                .text("token", Long.toHexString(order.id()))
                .number("total_weight", 350L * order.lines().size())
                .time("updated_at", order.updatedAt())
                .nulls("user_id");
    }

    private static void people(Json json, Order order) {
        json.object("billing_address", address -> PersonParts.address(address, order.buyer()))
                .object("customer", customer -> PersonParts.customer(customer, order))
                .object("shipping_address", address -> PersonParts.address(address, order.buyer()));
    }

    private static void contents(Json json, Order order) {
        json.emptyArrays("discount_applications")
                .objects("fulfillments", order.fulfilments(), (j, f) -> FulfilmentBodies.fields(j, order, f))
                .objects("line_items", order.lines(), (j, line) -> LineParts.line(j, line, line.quantity()))
                .nulls("payment_terms")
                .objects("refunds", order.refunds(), RefundBodies::fields)
                .emptyArrays("returns", "line_item_groups");
        OrderMoney.shippingLines(json, order);
    }

    private static String financialStatus(Order order) {
        if (order.refunds().isEmpty()) {
            return "paid";
        }
        boolean all = order.lines().stream().allMatch(line -> line.current() == 0);
        return all ? "refunded" : "partially_refunded";
    }

    private static String fulfilmentStatus(Order order) {
        if (order.fulfilments().isEmpty()) {
            return null;
        }
        return order.fulfilled() ? "fulfilled" : "partial";
    }
}
