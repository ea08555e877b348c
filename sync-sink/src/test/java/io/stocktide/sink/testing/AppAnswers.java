package io.stocktide.sink.testing;

import io.stocktide.sink.testing.ScriptedShopify.Reply;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What Shopify answers to an app that connects a shop. */
public final class AppAnswers {
    public static final String OPERATION = "gid://shopify/BulkOperation/900";

    private AppAnswers() {}

    public static Reply scopes(String... handles) {
        return data(
                "currentAppInstallation",
                "{\"accessScopes\": ["
                        + Arrays.stream(handles)
                                .map("{\"handle\": \"%s\"}"::formatted)
                                .collect(Collectors.joining(",")) + "]}");
    }

    /** One page of subscriptions, the last. */
    public static Reply subscriptions(String... nodes) {
        return data(
                "webhookSubscriptions",
                "{\"nodes\": [" + String.join(",", nodes) + "], \"pageInfo\": {\"hasNextPage\": false}}");
    }

    public static String subscription(long id, String topic, String uri, String... includeFields) {
        return """
               {"id": "gid://shopify/WebhookSubscription/%d", "topic": "%s", "uri": "%s", "format": "JSON",
                "filter": "", "includeFields": [%s]}
               """.formatted(
                        id,
                        topic,
                        uri,
                        Arrays.stream(includeFields).map("\"%s\""::formatted).collect(Collectors.joining(",")));
    }

    public static Reply done(String mutation) {
        return data(mutation, "{\"userErrors\": []}");
    }

    public static Reply refused(String mutation, String message) {
        return data(mutation, "{\"userErrors\": [{\"field\": null, \"message\": \"" + message + "\"}]}");
    }

    public static Reply count(long variants) {
        return data("productVariantsCount", "{\"count\": " + variants + ", \"precision\": \"EXACT\"}");
    }

    /** @param cursor where the variants go on; null on the last page */
    public static Reply variants(String cursor, String... variants) {
        return data(
                "productVariants",
                "{\"nodes\": [" + String.join(",", variants) + "], \"pageInfo\": {\"hasNextPage\": " + (cursor != null)
                        + ", \"endCursor\": " + (cursor == null ? "null" : "\"" + cursor + "\"") + "}}");
    }

    /** The variant 100 + id of the item. */
    public static String variant(long id, String item) {
        return "{\"id\": \"gid://shopify/ProductVariant/" + (100 + id) + "\", \"inventoryItem\": " + item + "}";
    }

    public static Reply locations(long... ids) {
        return data(
                "locations", "{\"nodes\": [" + gids("Location", ids) + "], \"pageInfo\": {\"hasNextPage\": false}}");
    }

    /** One page of a location's levels, the last, of these items. */
    public static Reply changedLevels(long... items) {
        String nodes = Arrays.stream(items)
                .mapToObj(item -> "{\"item\": " + gids("InventoryItem", item) + "}")
                .collect(Collectors.joining(","));
        return data(
                "location",
                "{\"inventoryLevels\": {\"nodes\": [" + nodes + "], \"pageInfo\": {\"hasNextPage\": false}}}");
    }

    private static String gids(String type, long... ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> "{\"id\": \"gid://shopify/" + type + "/" + id + "\"}")
                .collect(Collectors.joining(","));
    }

    public static Reply bulkBegun() {
        return data(
                "bulkOperationRunQuery",
                "{\"bulkOperation\": {\"id\": \"" + OPERATION + "\", \"status\": \"CREATED\"}, \"userErrors\": []}");
    }

    public static Reply bulk(String status, String url) {
        return data("nodes", """
                [{"id": "%s", "status": "%s", "errorCode": null, "createdAt": "2026-11-20T10:00:00Z",
                  "completedAt": "2026-11-20T10:00:09Z", "rootObjectCount": "3", "url": %s}]
                """.formatted(OPERATION, status, url == null ? "null" : "\"" + url + "\""));
    }

    /** A variant's line of a bulk result. */
    public static String line(long id) {
        return """
               {"id":"gid://shopify/ProductVariant/%d","inventoryItem":{"id":"gid://shopify/InventoryItem/%d","sku":"SKU-%d","tracked":true}}
               """.formatted(100 + id, id, id);
    }

    /** A level's line, below its variant's. */
    public static String levelLine(long id, long location, int available) {
        return """
               {"id":"gid://shopify/InventoryLevel/1?inventory_item_id=%d","isActive":true,"updatedAt":"2026-11-20T10:00:03Z","location":{"id":"gid://shopify/Location/%d"},"quantities":[{"name":"available","quantity":%d}],"__parentId":"gid://shopify/ProductVariant/%d"}
               """.formatted(id, location, available, 100 + id);
    }

    private static Reply data(String field, String payload) {
        return Reply.json("""
                {"data": {"%s": %s}, "extensions": {"cost": {"requestedQueryCost": 12, "actualQueryCost": 10,
                  "throttleStatus": {"maximumAvailable": 2000, "currentlyAvailable": 1990, "restoreRate": 100}}}}
                """.formatted(field, payload));
    }
}
