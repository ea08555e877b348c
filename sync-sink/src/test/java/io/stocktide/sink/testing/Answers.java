package io.stocktide.sink.testing;

import io.stocktide.sink.testing.ScriptedShopify.Reply;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Shopify's answers, as they look on the wire. */
public final class Answers {
    public static final String CREATED_AT = "2026-11-20T10:00:05Z";

    private Answers() {}

    /** The item 11 at location 21 and the item 12 at location 22, with the quantities after. */
    public static Reply applied(String mutation, String firstAfter, String secondAfter) {
        return Reply.json("""
                {"data": {"%s": {"inventoryAdjustmentGroup": {"createdAt": "%s", "changes": [
                  {"name": "on_hand", "quantityAfterChange": 99,
                   "item": {"id": "gid://shopify/InventoryItem/11"}, "location": {"id": "gid://shopify/Location/21"}},
                  {"name": "available", "quantityAfterChange": %s,
                   "item": {"id": "gid://shopify/InventoryItem/12"}, "location": {"id": "gid://shopify/Location/22"}},
                  {"name": "available", "quantityAfterChange": %s,
                   "item": {"id": "gid://shopify/InventoryItem/11"}, "location": {"id": "gid://shopify/Location/21"}}
                ]}, "userErrors": []}},
                 "extensions": {"cost": {"requestedQueryCost": 13, "actualQueryCost": 13.0, "throttleStatus":
                   {"maximumAvailable": 2000.0, "currentlyAvailable": 1987.5, "restoreRate": 100.0}}}}
                """.formatted(mutation, CREATED_AT, secondAfter, firstAfter));
    }

    public static Reply adjusted() {
        return applied("inventoryAdjustQuantities", "5", "7");
    }

    /** Each error as {@code {"field": …, "code": …, "message": …}}. */
    public static Reply refused(String mutation, String... errors) {
        return Reply.json("{\"data\": {\"" + mutation + "\": {\"inventoryAdjustmentGroup\": null, \"userErrors\": ["
                + String.join(",", errors) + "]}}}");
    }

    public static String rowError(String rows, int row, String code) {
        return "{\"field\": [\"input\", \"" + rows + "\", \"" + row + "\", \"inventoryItemId\"], \"code\": \"" + code
                + "\", \"message\": \"says Shopify\"}";
    }

    public static String callError(String code) {
        return "{\"field\": null, \"code\": \"" + code + "\", \"message\": \"says Shopify\"}";
    }

    public static Reply graphQlError(String code) {
        return Reply.json("{\"data\": null, \"errors\": [{\"message\": \"says Shopify\", \"extensions\": {\"code\": \""
                + code + "\"}}]}");
    }

    public static Reply throttled(double requested, double available, double restoreRate) {
        return Reply.json("""
                {"data": null, "errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
                 "extensions": {"cost": {"requestedQueryCost": %s, "throttleStatus":
                   {"maximumAvailable": 2000.0, "currentlyAvailable": %s, "restoreRate": %s}}}}
                """.formatted(requested, available, restoreRate));
    }

    public static Reply scopes(String... handles) {
        String scopes = Arrays.stream(handles)
                .map(handle -> "{\"handle\": \"" + handle + "\"}")
                .collect(Collectors.joining(","));
        return Reply.json("{\"data\": {\"currentAppInstallation\": {\"accessScopes\": [" + scopes + "]}}}");
    }

    public static Reply nodes(String... nodes) {
        return Reply.json("{\"data\": {\"nodes\": [" + String.join(",", nodes) + "]}}");
    }

    /** An item with the levels given, the last page of them. */
    public static String item(long id, boolean tracked, String... levels) {
        return itemPage(id, tracked, null, levels);
    }

    /** @param cursor where the levels go on; null on the last page */
    public static String itemPage(long id, boolean tracked, String cursor, String... levels) {
        return """
               {"__typename": "InventoryItem", "id": "gid://shopify/InventoryItem/%d", "sku": "SKU-%d", "tracked": %s,
                "inventoryLevels": {"nodes": [%s], "pageInfo": {"hasNextPage": %s, "endCursor": %s}}}
               """.formatted(
                        id,
                        id,
                        tracked,
                        String.join(",", levels),
                        cursor != null,
                        cursor == null ? "null" : "\"" + cursor + "\"");
    }

    public static String variant(String item) {
        return "{\"__typename\": \"ProductVariant\", \"inventoryItem\": " + item + "}";
    }

    public static String level(long location, int available, boolean active) {
        return level(location, available, active, Instant.parse("2026-11-20T10:00:03Z"));
    }

    public static String level(long location, int available, boolean active, Instant updatedAt) {
        return """
               {"isActive": %s, "updatedAt": "%s",
                "location": {"id": "gid://shopify/Location/%d"},
                "quantities": [{"name": "available", "quantity": %d}]}
               """.formatted(active, updatedAt, location, available);
    }
}
