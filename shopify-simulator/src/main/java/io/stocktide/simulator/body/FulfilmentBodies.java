package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Fulfilment;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.ShopBook;

/** Body of {@code fulfillments/create}; the same fields stand inside the order. */
public final class FulfilmentBodies {
    private FulfilmentBodies() {}

    public static byte[] fulfilment(ShopBook shop, Order order, Fulfilment fulfilment) {
        return Json.object(shop.offset(), json -> fields(json, order, fulfilment));
    }

    static void fields(Json json, Order order, Fulfilment fulfilment) {
        int position = order.fulfilments().indexOf(fulfilment) + 1;
        json.id("id", fulfilment.id())
                .gid("Fulfillment", fulfilment.id())
                .id("order_id", fulfilment.orderId())
                .text("status", "success")
                .time("created_at", fulfilment.createdAt())
                .text("service", "manual")
                .time("updated_at", fulfilment.createdAt())
                .text("tracking_company", "Sample Post")
                .nulls("shipment_status")
                .id("location_id", fulfilment.location().id())
                .nulls("origin_address")
                .text("email", order.buyer().email())
                .object("destination", address -> PersonParts.address(address, order.buyer()))
                .objects("line_items", fulfilment.rows(), (j, row) -> LineParts.line(j, row.line(), row.quantity()))
                .text("tracking_number", "SIM" + fulfilment.id())
                .emptyArrays("tracking_numbers", "tracking_urls")
                .nulls("tracking_url")
                .text("name", "#" + order.number() + "." + position);
    }
}
