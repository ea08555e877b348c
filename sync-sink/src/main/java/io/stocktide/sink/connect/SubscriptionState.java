package io.stocktide.sink.connect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A webhook subscription as Shopify holds it.
 *
 * @param topic as the API spells it
 * @param isPartial whether some events, or parts of their bodies, are left out
 */
record SubscriptionState(String id, String topic, String uri, String format, boolean isPartial) {
    static SubscriptionState in(JsonNode node) {
        boolean filtered = !node.path("filter").asText("").isEmpty();
        return new SubscriptionState(
                node.path("id").asText(),
                node.path("topic").asText(),
                node.path("uri").asText(),
                node.path("format").asText("JSON"),
                filtered || !node.path("includeFields").isEmpty());
    }

    boolean isWhole() {
        return !isPartial && format.equals("JSON");
    }
}
