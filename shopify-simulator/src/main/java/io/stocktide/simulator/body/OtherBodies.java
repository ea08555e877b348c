package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.OrderEdit;
import io.stocktide.simulator.book.ShopBook;
import java.util.Map;

/** Bodies of {@code orders/edited}, which names line ids alone, and of topics that have nothing to do with stock. */
public final class OtherBodies {
    private OtherBodies() {}

    public static byte[] edit(ShopBook shop, OrderEdit edit) {
        return Json.object(
                shop.offset(),
                json -> json.object(
                        "order_edit",
                        j -> j.id("id", edit.id())
                                .nulls("app_id")
                                .time("created_at", edit.committedAt())
                                .time("committed_at", edit.committedAt())
                                .flag("notify_customer", false)
                                .id("order_id", edit.orderId())
                                .text("staff_note", "")
                                .nulls("user_id")
                                .object("line_items", lines -> {
                                    deltas(lines, "additions", edit.additions());
                                    deltas(lines, "removals", edit.removals());
                                })
                                .object(
                                        "discounts",
                                        d -> d.object("line_item", l -> l.emptyArrays("additions", "removals")))
                                .object("shipping_lines", s -> s.emptyArrays("additions", "removals"))));
    }

    private static void deltas(Json json, String name, Map<Long, Integer> units) {
        json.objects(
                name, units.entrySet(), (j, entry) -> j.id("id", entry.getKey()).number("delta", entry.getValue()));
    }

    public static byte[] customer(ShopBook shop, Order order) {
        return Json.object(shop.offset(), json -> PersonParts.customer(json, order));
    }

    public static byte[] cart(ShopBook shop, Order order) {
        return Json.object(
                shop.offset(),
                json -> json.text("id", Long.toHexString(order.id()))
                        .text("token", Long.toHexString(order.id()))
                        .nulls("note")
                        .time("updated_at", shop.now())
                        .time("created_at", order.createdAt())
                        .objects("line_items", order.lines(), (j, line) -> LineParts.line(j, line, line.quantity())));
    }

    public static byte[] subscription(ShopBook shop) {
        return Json.object(
                shop.offset(),
                json -> json.object(
                        "app_subscription",
                        j -> j.gid("AppSubscription", 1)
                                .text("name", "Sample plan")
                                .text("status", "ACTIVE")
                                .text(
                                        "admin_graphql_api_shop_id",
                                        "gid://shopify/Shop/" + shop.domain().length())
                                .time("updated_at", shop.now())
                                .text("currency", "USD")
                                .text("capped_amount", "0.00")));
    }
}
