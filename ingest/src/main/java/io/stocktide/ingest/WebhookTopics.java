package io.stocktide.ingest;

import java.util.Set;

/** The topics that have a metric label of their own. Any topic is accepted; a header is not a bounded set. */
final class WebhookTopics {
    private static final Set<String> LABELLED = Set.of(
            "app/uninstalled",
            "bulk_operations/finish",
            "customers/data_request",
            "customers/redact",
            "fulfillments/create",
            "fulfillments/update",
            "inventory_items/create",
            "inventory_items/delete",
            "inventory_items/update",
            "inventory_levels/connect",
            "inventory_levels/disconnect",
            "inventory_levels/update",
            "locations/activate",
            "locations/create",
            "locations/deactivate",
            "locations/delete",
            "locations/update",
            "orders/cancelled",
            "orders/create",
            "orders/delete",
            "orders/edited",
            "orders/fulfilled",
            "orders/paid",
            "orders/partially_fulfilled",
            "orders/updated",
            "products/create",
            "products/delete",
            "products/update",
            "refunds/create",
            "shop/redact",
            "variants/in_stock",
            "variants/out_of_stock");

    private WebhookTopics() {}

    static String label(String topic) {
        return isLabelled(topic) ? topic : "other";
    }

    static boolean isLabelled(String topic) {
        return LABELLED.contains(topic);
    }
}
