package io.stocktide.system.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Webhook bodies as Shopify writes them, in the fields that matter and some that do not. */
final class Bodies {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ZoneOffset SHOP_OFFSET = ZoneOffset.ofHours(-5);

    private Bodies() {}

    private static byte[] json(Object body) {
        try {
            return MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An object of names and values, which may be null. */
    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static String time(Long second) {
        return second == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochSecond(second).atOffset(SHOP_OFFSET));
    }

    static byte[] level(Place place, Long available, long second) {
        return json(object(
                "inventory_item_id",
                place.itemId(),
                "location_id",
                place.locationId(),
                "available",
                available,
                "updated_at",
                time(second),
                "admin_graphql_api_id",
                "gid://shopify/InventoryLevel/1?inventory_item_id=" + place.itemId()));
    }

    static byte[] disconnected(Place place) {
        return json(object("inventory_item_id", place.itemId(), "location_id", place.locationId()));
    }

    static byte[] location(long locationId, long second) {
        return json(object("id", locationId, "name", "Market stall", "active", false, "updated_at", time(second)));
    }

    static byte[] product(long itemId, long second) {
        Map<String, Object> variant = object(
                "id",
                Catalog.variantOf(itemId),
                "inventory_item_id",
                itemId,
                "sku",
                Catalog.skuOf(itemId),
                "inventory_quantity",
                0);
        return json(object(
                "id", itemId + 20_000, "title", "A thing", "updated_at", time(second), "variants", List.of(variant)));
    }

    static byte[] item(long itemId, long second) {
        return json(object(
                "id",
                itemId,
                "sku",
                Catalog.skuOf(itemId),
                "tracked",
                Catalog.isTracked(itemId),
                "updated_at",
                time(second)));
    }

    static byte[] order(Sale sale) {
        return json(object(
                "id",
                sale.id,
                "created_at",
                time(sale.createdSecond),
                "updated_at",
                time(sale.updatedSecond),
                "cancelled_at",
                time(sale.cancelledSecond),
                "location_id",
                sale.tillLocationId,
                "line_items",
                sale.lines.values().stream().map(Bodies::line).toList(),
                "refunds",
                sale.refunds.stream().map(Bodies::refundObject).toList(),
                "fulfillments",
                sale.fulfillments.stream()
                        .map(id -> object("id", id, "location_id", Catalog.WAREHOUSE, "status", "success"))
                        .toList()));
    }

    private static Map<String, Object> line(Sale.Line line) {
        return object(
                "id",
                line.id,
                "variant_id",
                line.variantId,
                "sku",
                "not to be trusted",
                "quantity",
                line.quantity,
                "current_quantity",
                line.left,
                "gift_card",
                line.isGiftCard(),
                "variant_inventory_management",
                line.moves() ? "shopify" : null);
    }

    static byte[] refund(Sale.Refund refund) {
        return json(refundObject(refund));
    }

    private static Map<String, Object> refundObject(Sale.Refund refund) {
        return object(
                "id",
                refund.id(),
                "order_id",
                refund.orderId(),
                "created_at",
                time(refund.second()),
                "processed_at",
                time(refund.second()),
                "refund_line_items",
                refund.lines().stream().map(Bodies::refunded).toList());
    }

    private static Map<String, Object> refunded(Sale.Refunded refunded) {
        return object(
                "id",
                refunded.id(),
                "line_item_id",
                refunded.line().id,
                "quantity",
                refunded.quantity(),
                "restock_type",
                refunded.restockType(),
                "location_id",
                refunded.locationId());
    }

    static byte[] edit(long editId, long orderId, long second, Map<Long, Integer> added, Map<Long, Integer> removed) {
        Map<String, Object> lines = object("additions", deltas(added), "removals", deltas(removed));
        return json(object(
                "order_edit",
                object("id", editId, "order_id", orderId, "committed_at", time(second), "line_items", lines)));
    }

    private static Collection<Map<String, Object>> deltas(Map<Long, Integer> byLine) {
        return byLine.entrySet().stream()
                .map(entry -> object("id", entry.getKey(), "delta", entry.getValue()))
                .toList();
    }
}
