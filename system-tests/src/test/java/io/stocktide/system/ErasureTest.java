package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class ErasureTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration AFTER_COMPACTION = Duration.ofSeconds(120);
    private static final long ITEM = 4242;
    private static final long CUSTOMER = 9_007_199_254_740_993L;

    /** What names the customer, and nobody else. */
    private static final List<String> MARKS =
            List.of("Markella", "Markdottir", "markella@example.com", "+15556251199", "Markstreet 7");

    private static final String ADDRESS = "{\"first_name\":\"Markella\",\"last_name\":\"Markdottir\","
            + "\"address1\":\"Markstreet 7\",\"phone\":\"+15556251199\"}";
    private static final String PERSON = "\"shop_domain\":\"" + SHOP + "\",\"customer\":{\"id\":" + CUSTOMER
            + ",\"email\":\"markella@example.com\",\"phone\":\"+15556251199\",\"default_address\":" + ADDRESS + "}";
    private static final String OTHER_MARK = "Somebody Else";

    @TempDir
    Path dir;

    private static String at(int second) {
        return "2026-11-20T10:00:%02dZ".formatted(second);
    }

    private static String order(long orderId, int second, String rest) {
        return ("{\"id\":%d,\"updated_at\":\"%s\",\"location_id\":71,\"line_items\":[{\"id\":%d,\"variant_id\":31,"
                        + "\"quantity\":2,\"variant_inventory_management\":\"shopify\"}],%s}")
                .formatted(orderId, at(second), orderId * 10, rest);
    }

    private static String level(int available, String updatedAt) {
        return "{\"inventory_item_id\":%d,\"location_id\":71,\"available\":%d,\"updated_at\":\"%s\"}"
                .formatted(ITEM, available, updatedAt);
    }

    private static void send(Stack stack, String id, String topic, String body) throws Exception {
        assertThat(stack.webhook(id, topic, body)).as(id).isEqualTo(200);
    }

    /** A shop's day, in which the customer bought twice and somebody else once: 10 - 2 - 2 - 2 = 4. */
    private static void buy(Stack stack) throws Exception {
        send(
                stack,
                "product",
                "products/create",
                "{\"id\":1,\"updated_at\":\"%s\",\"variants\":[{\"id\":31,\"inventory_item_id\":%d,\"sku\":\"s\"}]}"
                        .formatted(at(0), ITEM));
        send(stack, "level", "inventory_levels/update", level(10, at(1)));
        String withAddress = PERSON + ",\"email\":\"markella@example.com\",\"shipping_address\":" + ADDRESS;
        send(stack, "order-1", "orders/create", order(500, 3, withAddress));
        send(stack, "order-1-paid", "orders/paid", order(500, 4, withAddress));
        // The request does not name this order, and its fulfilment names neither id nor email.
        send(
                stack,
                "order-2-shipped",
                "fulfillments/create",
                "{\"id\":7,\"order_id\":501,\"destination\":{"
                        + "\"first_name\":\"Markella\",\"address1\":\"Markstreet 7\"}}");
        send(stack, "order-2", "orders/create", order(501, 5, withAddress));
        send(
                stack,
                "other",
                "orders/create",
                order(502, 6, "\"email\":\"else@example.com\",\"note\":\"" + OTHER_MARK + "\""));
        send(stack, "shipped", "fulfillments/create", "{\"id\":8,\"order_id\":500,\"destination\":" + ADDRESS + "}");
        send(stack, "customer", "customers/update", "{\"id\":" + CUSTOMER + ",\"first_name\":\"Markella\"}");
        send(stack, "checkout", "checkouts/create", "{\"email\":\"MARKELLA@example.com\",\"note\":\"Markstreet 7\"}");
        // Shopify's own figure after all that leaves no doubt that it would be asked about.
        send(stack, "level-after", "inventory_levels/update", level(4, at(7)));
        send(stack, "mangled", "orders/create", "{\"email\":\"markella@example.com\",\"name\":\"Markdottir");
    }

    private static long available(Stack stack) throws Exception {
        return stack.item(ITEM).path("available").asLong(-1);
    }

    /** The item's levels, but for when they are of. */
    private static JsonNode levels(Stack stack) throws Exception {
        JsonNode levels = stack.item(ITEM).path("levels");
        levels.forEach(level -> ((ObjectNode) level).remove("asOf"));
        return levels;
    }

    @Test
    void a_redacted_customer_leaves_no_trace_on_any_topic_after_compaction_and_the_stock_stands() throws Exception {
        try (Stack stack = Stack.quiet(dir)) {
            RawTopics topics = new RawTopics(stack.bootstrapServers());
            buy(stack);
            await().atMost(SOON).until(() -> available(stack) == 4);
            send(
                    stack,
                    "asks",
                    "customers/data_request",
                    "{\"shop_id\":1," + PERSON + ",\"orders_requested\":[500],\"data_request\":{\"id\":9999}}");
            await().atMost(SOON).until(() -> stack.erasures("customer_data") == 1);
            assertThat(topics.latest("data-requests", SHOP + "/9999/").keySet())
                    .extracting(key -> key.substring(key.lastIndexOf('/') + 1))
                    .containsExactlyInAnyOrder(
                            "order-1",
                            "order-1-paid",
                            "order-2",
                            "order-2-shipped",
                            "shipped",
                            "customer",
                            "checkout",
                            "mangled");
            assertThat(topics.find(MARKS)).contains("webhooks: Markella", "data-requests: Markstreet 7");
            JsonNode before = levels(stack);

            send(stack, "redact", "customers/redact", "{\"shop_id\":1," + PERSON + ",\"orders_to_redact\":[500]}");
            await().atMost(SOON).until(() -> stack.erasures("customer_redact") == 1);

            topics.compactAtOnce("webhooks", "data-requests");
            await().atMost(AFTER_COMPACTION).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                topics.closeSegments("webhooks", "data-requests");
                assertThat(topics.find(MARKS)).isEmpty();
            });
            assertThat(topics.find(List.of(OTHER_MARK))).containsExactly("webhooks: " + OTHER_MARK);
            assertThat(levels(stack)).isEqualTo(before);

            stack.stopLocal();
            stack.startLocal();
            assertThat(levels(stack)).isEqualTo(before);
        }
    }

    @Test
    void a_request_that_a_restart_cuts_off_is_done_after_it() throws Exception {
        try (Stack stack = Stack.quiet(dir)) {
            buy(stack);
            send(stack, "redact", "customers/redact", "{\"shop_id\":1," + PERSON + ",\"orders_to_redact\":[500]}");

            stack.stopLocal();
            stack.startLocal();

            RawTopics topics = new RawTopics(stack.bootstrapServers());
            await().atMost(SOON).until(() -> {
                Map<String, byte[]> webhooks = topics.latest("webhooks", SHOP + "/");
                return webhooks.get(SHOP + "/order-2-shipped") == null && webhooks.get(SHOP + "/redact") == null;
            });
            assertThat(topics.latest("webhooks", SHOP + "/").get(SHOP + "/other"))
                    .isNotNull();
            await().atMost(SOON).until(() -> available(stack) == 4);
        }
    }

    @Test
    void a_redacted_shop_leaves_only_tombstones_and_a_shop_whose_name_begins_alike_is_left_alone() throws Exception {
        String other = SHOP + ".au";
        String level = "{\"inventory_item_id\":%d,\"location_id\":71,\"available\":5,\"updated_at\":\"%s\"}"
                .formatted(ITEM, at(1));
        try (Stack stack = Stack.quiet(dir);
                TopicWriter stranger = TopicWriter.to(stack.bootstrapServers())) {
            RawTopics topics = new RawTopics(stack.bootstrapServers());
            buy(stack);
            Sales.sell(stack, "sale-1", 3);
            // Shopify does not know the variant, and says so in a snapshot.
            send(
                    stack,
                    "unknown",
                    "orders/create",
                    order(503, 7, "\"note\":null").replace(":31,", ":32,"));
            await().atMost(SOON).until(() -> available(stack) == 4);
            await().atMost(SOON).until(() -> hasValue(topics, "deliveries", SHOP + "/"));
            await().atMost(SOON).until(() -> hasValue(topics, "snapshots", SHOP + "/"));
            await().atMost(SOON).until(() -> stack.simulator().progress().webhooksPending() == 0);
            stranger.write("webhooks", other + "/w", level, "x-shopify-topic", "inventory_levels/update");
            await().atMost(SOON).until(() -> hasValue(topics, "stock", other + "/"));
            for (String topic : List.of("webhooks", "channel-events", "snapshots", "deliveries", "stock")) {
                assertThat(hasValue(topics, topic, SHOP + "/")).as(topic).isTrue();
            }

            send(stack, "redact-shop", "shop/redact", "{\"shop_id\":1,\"shop_domain\":\"" + SHOP + "\"}");

            await().atMost(SOON).until(() -> stack.erasures("shop_redact") == 1);
            for (String topic : List.of("webhooks", "channel-events", "snapshots", "deliveries", "lookups", "stock")) {
                await(topic).atMost(SOON).until(() -> !hasValue(topics, topic, SHOP + "/"));
            }
            assertThat(stack.item(ITEM).isMissingNode()).isTrue();
            assertThat(hasValue(topics, "webhooks", other + "/")).isTrue();
            assertThat(hasValue(topics, "stock", other + "/")).isTrue();

            send(stack, "again", "inventory_levels/update", level);
            await().atMost(SOON).until(() -> available(stack) == 5);
        }
    }

    private static boolean hasValue(RawTopics topics, String topic, String keyPrefix) {
        Map<String, byte[]> latest = topics.latest(topic, keyPrefix);
        return latest.values().stream().anyMatch(Objects::nonNull);
    }
}
