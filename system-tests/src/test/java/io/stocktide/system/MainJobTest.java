package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.simulator.book.Item;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path dir;

    private Stack stack;

    @BeforeAll
    void start() {
        stack = Stack.quiet(dir);
        stack.simulator().announce(Stack.SHOP);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    private static String level(long itemId, long available) {
        return "{\"inventory_item_id\":%d,\"location_id\":71,\"available\":%d,\"updated_at\":\"2026-11-20T10:00:00Z\"}"
                .formatted(itemId, available);
    }

    @Test
    void a_signed_webhook_changes_the_stock_and_the_ledger_names_it() throws Exception {
        assertThat(stack.webhook("w-1", "inventory_levels/update", level(4711, 12)))
                .isEqualTo(200);

        await().atMost(SOON).until(() -> stack.item(4711).path("available").asLong() == 12);
        JsonNode ledger = stack.read("/v1/shops/" + Stack.SHOP + "/stock/4711/ledger");
        assertThat(ledger.at("/rows/0/cause/id").asText()).isEqualTo("w-1");
        assertThat(ledger.at("/rows/0/row/balanceAfter").asLong()).isEqualTo(12);
        assertThat(SchemaValidator.of("item-stock").errorsIn(stack.item(4711))).isEmpty();
        assertThat(SchemaValidator.of("ledger-page").errorsIn(ledger)).isEmpty();
    }

    @Test
    void a_webhook_that_shopify_did_not_sign_is_refused() throws Exception {
        byte[] body = level(4712, 12).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String wrong = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(stack.webhook("w-2", "inventory_levels/update", body, wrong)).isEqualTo(401);
        assertThat(stack.webhook("w-2", "inventory_levels/update", body, "nonsense!"))
                .isEqualTo(401);
    }

    @Test
    void a_body_of_three_mebibytes_is_too_large() throws Exception {
        assertThat(stack.webhook("w-3", "orders/create", new byte[3 * 1024 * 1024]))
                .isEqualTo(413);
    }

    @Test
    void a_token_opens_its_own_shop_alone() throws Exception {
        String ofTheOther = stack.token("shop-2.myshopify.com");

        assertThat(stack.get("/v1/shops/" + Stack.SHOP + "/stock", ofTheOther).statusCode())
                .isEqualTo(401);
        assertThat(stack.get("/v1/shops/shop-2.myshopify.com/stock", ofTheOther).statusCode())
                .isEqualTo(200);
    }

    @Test
    void errors_of_the_stock_routes_are_problem_details() throws Exception {
        for (String path : new String[] {"/stock/1", "/stock/x", "/stock?limit=0", "/stock?cursor=-", "/nowhere"}) {
            var answer = stack.get("/v1/shops/" + Stack.SHOP + path, stack.token(Stack.SHOP));
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(SchemaValidator.of("problem").errorsIn(Json.mapper().readTree(answer.body())))
                    .isEmpty();
        }
    }

    @Test
    void a_sale_elsewhere_becomes_one_mutation_however_often_it_is_told() throws Exception {
        Item item = stack.simulator().items(Stack.SHOP).stream()
                .filter(Item::tracked)
                .findFirst()
                .orElseThrow();
        long location = item.levelList().get(0).location().id();
        await().atMost(SOON).until(() -> stack.item(item.id()).path("levels").size() > 0);
        int before =
                stack.simulator().available(Stack.SHOP, item.id(), location).orElseThrow();
        String sale =
                ("{\"idempotencyKey\":\"s-1\",\"type\":\"sale\",\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":"
                                + "[{\"inventoryItemId\":\"%d\",\"locationId\":\"%d\",\"quantity\":3}]}")
                        .formatted(item.id(), location);

        assertThat(stack.event(sale)).isEqualTo(202);
        assertThat(stack.event(sale)).isEqualTo(202);
        stack.simulator().journalChannelDelta(Stack.SHOP, item.id(), location, -3);

        await().atMost(SOON)
                .until(() -> stack.simulator()
                                .available(Stack.SHOP, item.id(), location)
                                .orElseThrow()
                        == before - 3);
        await().atMost(SOON)
                .until(() -> "in_sync"
                        .equals(level(stack.item(item.id()), location)
                                .path("status")
                                .asText()));
        assertThat(level(stack.item(item.id()), location).path("available").asLong())
                .isEqualTo(before - 3);
    }

    private static JsonNode level(JsonNode item, long location) {
        for (JsonNode level : item.path("levels")) {
            if (level.path("locationId").asText().equals(Long.toString(location))) {
                return level;
            }
        }
        return item.path("none");
    }

    @Test
    void a_webhooks_change_comes_to_an_open_stream() throws Exception {
        int port = URI.create(stack.stockUrl()).getPort();
        try (EventStreamReader reader =
                EventStreamReader.open(port, StreamServer.path(Stack.SHOP), stack.token(Stack.SHOP), null)) {
            await().atMost(SOON).until(() -> !reader.events().isEmpty());

            assertThat(stack.webhook("w-s1", "inventory_levels/update", level(4721, 12)))
                    .isEqualTo(200);

            await().atMost(SOON)
                    .until(() -> reader.changes().stream()
                            .anyMatch(event -> event.name().equals("level")
                                    && event.data().contains("\"4721\"")
                                    && event.data().contains("\"available\":12")));
            assertThat(reader.changes())
                    .allSatisfy(event -> assertThat(SchemaValidator.of("stock-level")
                                    .errorsIn(Json.mapper().readTree(event.data())))
                            .isEmpty());
        }
    }

    @Test
    void a_page_ends_where_the_next_begins() throws Exception {
        stack.webhook("w-p1", "inventory_levels/update", level(9001, 1));
        stack.webhook("w-p2", "inventory_levels/update", level(9002, 1));
        await().atMost(SOON).until(() -> !stack.item(9002).isMissingNode());

        String path = "/v1/shops/" + Stack.SHOP + "/stock?limit=1";
        JsonNode page = stack.read(path);
        java.util.List<String> seen = new java.util.ArrayList<>();
        while (true) {
            assertThat(SchemaValidator.of("stock-page").errorsIn(page)).isEmpty();
            page.path("items")
                    .forEach(item -> seen.add(item.path("inventoryItemId").asText()));
            if (!page.has("nextCursor")) {
                break;
            }
            page = stack.read(path + "&cursor=" + page.path("nextCursor").asText());
        }
        assertThat(seen).doesNotHaveDuplicates().contains("9001", "9002");
    }
}
