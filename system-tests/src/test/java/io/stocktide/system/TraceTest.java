package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.simulator.book.Item;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What became of a webhook, an event or a batch is told over REST; and the resources beside stock are there. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String API = "/v1/shops/" + SHOP;
    private static final String ORDER =
            "{\"id\":500,\"updated_at\":\"2026-11-20T10:00:05Z\",\"email\":\"jane@example.com\",\"line_items\":"
                    + "[{\"id\":5000,\"variant_id\":7011,\"quantity\":2,\"variant_inventory_management\":\"shopify\"}]}";

    @TempDir
    static Path dir;

    private Stack stack;

    @BeforeAll
    void start() {
        stack = Stack.quiet(dir);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    private JsonNode trace(String id) throws Exception {
        JsonNode trace = stack.read(API + "/trace/" + id);
        if (!trace.isMissingNode()) {
            assertThat(SchemaValidator.of("trace").errorsIn(trace)).isEmpty();
        }
        return trace;
    }

    private static List<String> types(JsonNode trace) {
        List<String> types = new ArrayList<>();
        trace.path("steps").forEach(step -> types.add(step.path("type").asText()));
        return types;
    }

    private static JsonNode step(JsonNode trace, String type) {
        for (JsonNode step : trace.path("steps")) {
            if (step.path("type").asText().equals(type)) {
                return step;
            }
        }
        throw new AssertionError("no step of type " + type + " in " + trace);
    }

    @Test
    void a_sale_at_a_till_is_followed_to_shopify_and_back() throws Exception {
        Sales.sell(stack, "till-1", 1);
        await().atMost(SOON).until(() -> types(trace("till-1")).contains("echo"));

        JsonNode trace = trace("till-1");

        assertThat(types(trace))
                .startsWith("verdict", "ledger", "batch", "delivery")
                .endsWith("echo");
        assertThat(trace.path("complete").asBoolean()).as("%s", trace).isTrue();
        assertThat(step(trace, "verdict").path("verdict").asText()).isEqualTo("applied");
        assertThat(step(trace, "delivery").path("outcome").asText()).isEqualTo("applied");
        assertThat(step(trace, "echo").path("available"))
                .isEqualTo(step(trace, "delivery").at("/changes/0/quantityAfterChange"));

        JsonNode batch = trace(step(trace, "batch").path("batchId").asText());
        assertThat(batch.path("kind").asText()).isEqualTo("batch");
        assertThat(step(batch, "echo").path("webhookId"))
                .isEqualTo(step(trace, "echo").path("webhookId"));

        JsonNode echo = trace(step(trace, "echo").path("webhookId").asText());
        assertThat(step(echo, "verdict").path("webhookTopic").asText()).isEqualTo("inventory_levels/update");
    }

    @Test
    void an_order_is_followed_to_its_rows_and_shown_with_nothing_personal() throws Exception {
        stack.webhook(
                "w-product",
                "products/create",
                "{\"id\":9,\"updated_at\":\"2026-11-20T10:00:00Z\",\"variants\":"
                        + "[{\"id\":7011,\"inventory_item_id\":7001,\"sku\":\"tee\"}]}");
        stack.webhook(
                "w-level",
                "inventory_levels/update",
                "{\"inventory_item_id\":7001,\"location_id\":71,\"available\":9,\"updated_at\":\"2026-11-20T10:00:01Z\"}");
        stack.webhook("w-order", "orders/create", ORDER);
        await().atMost(SOON).until(() -> types(trace("w-order")).contains("ledger"));

        JsonNode trace = trace("w-order");
        JsonNode order = stack.read(API + "/orders/500");

        assertThat(types(trace)).containsExactly("verdict", "ledger");
        assertThat(step(trace, "ledger").at("/rows/0/delta").asInt()).isEqualTo(-2);
        assertThat(step(trace, "verdict").path("traceparent").asText()).startsWith("00-");
        assertThat(SchemaValidator.of("order-view").errorsIn(order)).isEmpty();
        assertThat(order.at("/lines/0/committed").asInt()).isEqualTo(2);
        assertThat(order.at("/lines/0/sku").asText()).isEqualTo("tee");
        assertThat(trace.toString() + order).doesNotContain("jane");
        assertThat(stack.get(API + "/orders/501", stack.token(SHOP)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_webhook_that_died_leads_to_its_dead_letter() throws Exception {
        stack.webhook("w-bad", "orders/create", "{\"email\":jane@example.com");
        await().atMost(SOON).until(() -> types(trace("w-bad")).contains("dead_letter"));

        JsonNode trace = trace("w-bad");

        assertThat(step(trace, "verdict").path("verdict").asText()).isEqualTo("dead_letter");
        assertThat(step(trace, "dead_letter").path("cause").asText()).isEqualTo("malformed_json");
        assertThat(trace.toString()).doesNotContain("jane");
    }

    @Test
    void an_id_that_was_never_taken_in_is_unknown_and_one_that_is_none_is_refused() throws Exception {
        HttpResponse<String> unknown = stack.get(API + "/trace/never", stack.token(SHOP));

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("unknown-id", "48 hours", "30 days");
        assertThat(stack.get(API + "/trace/a%2Fb", stack.token(SHOP)).statusCode())
                .isIn(400, 404);
        assertThat(stack.get(API + "/trace/never", "no-token").statusCode()).isEqualTo(401);
    }

    @Test
    void many_items_and_the_stock_of_a_location_are_read_in_one_call() throws Exception {
        Sales.sell(stack, "till-for-batch", 1);
        Item item = Sales.item(stack);
        String request = "{\"inventoryItemIds\":[\"%d\",\"1\"],\"skus\":[\"no-such\"]}".formatted(item.id());

        HttpResponse<String> answer = stack.postToTopology(API + "/stock:batchGet", request);
        JsonNode batch = Json.mapper().readTree(answer.body());
        JsonNode here = stack.read(API + "/stock?locationId=" + Sales.location(item));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SchemaValidator.of("stock-batch").errorsIn(batch)).isEmpty();
        assertThat(batch.at("/items/0/inventoryItemId").asLong()).isEqualTo(item.id());
        assertThat(batch.path("unknownInventoryItemIds").get(0).asText()).isEqualTo("1");
        assertThat(batch.path("unknownSkus").get(0).asText()).isEqualTo("no-such");
        assertThat(here.path("items").findValuesAsText("locationId")).containsOnly("" + Sales.location(item));
    }

    @Test
    void a_batch_of_names_that_breaks_a_rule_is_refused_with_the_rule() throws Exception {
        for (String body :
                List.of("", "[]", "{}", "{\"skus\":[]}", "{\"skus\":[\"\"]}", "{\"inventoryItemIds\":[5]}")) {
            HttpResponse<String> refused = stack.postToTopology(API + "/stock:batchGet", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.body()).contains("bad-batch");
        }
        String tooMany = "{\"skus\":[" + "\"a\",".repeat(300) + "\"a\"],\"inventoryItemIds\":[" + "\"1\",".repeat(200)
                + "\"1\"]}";
        assertThat(stack.postToTopology(API + "/stock:batchGet", tooMany).statusCode())
                .isEqualTo(400);
        assertThat(stack.get(API + "/stock?locationId=here", stack.token(SHOP)).statusCode())
                .isEqualTo(400);
    }
}
