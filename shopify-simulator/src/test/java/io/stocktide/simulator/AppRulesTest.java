package io.stocktide.simulator;

import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.orders.Units;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppRulesTest {
    private static final String SUBSCRIBE = """
            mutation($topic: WebhookSubscriptionTopic!, $uri: String) {
              webhookSubscriptionCreate(topic: $topic, webhookSubscription: {uri: $uri}) {
                webhookSubscription { id topic uri } userErrors { field message } } }""";
    private static final String SUBSCRIPTIONS = """
            query { webhookSubscriptions(first: 50) { nodes { id topic uri format includeFields } } }""";
    private static final String RUN = """
            mutation($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: true) {
              bulkOperation { id status createdAt } userErrors { field message code } } }""";
    private static final String OPERATION = """
            query($id: ID!) { node(id: $id) { ... on BulkOperation {
              id status errorCode createdAt completedAt objectCount rootObjectCount fileSize url } } }""";
    private static final String VARIANTS = """
            { productVariants { edges { node { id inventoryItem { id sku
              inventoryLevels { edges { node { id quantities(names: ["available"]) { quantity } } } } } } } } }""";

    private final Bench.HandClock clock = new Bench.HandClock();
    private final Bench bench = new Bench(config -> config.clock(clock)
            .loopbackWebhooks(true)
            .tokenLifetime(Duration.ofMinutes(5))
            .scopes(shop -> List.of("read_inventory", "read_orders")));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_app_sees_the_scopes_that_the_shop_granted() {
        JsonNode answer = bench.graphQl("query { currentAppInstallation { accessScopes { handle } } }", Map.of());

        assertThat(answer.at("/data/currentAppInstallation/accessScopes").findValuesAsText("handle"))
                .containsExactly("read_inventory", "read_orders");
    }

    @Test
    void plain_http_is_refused_unless_it_is_loopback_and_that_is_allowed() {
        assertThat(errors(subscribe("ORDERS_CREATE", "http://example.com/webhooks")))
                .contains("protocol http:// is not supported");
        assertThat(errors(subscribe("ORDERS_CREATE", "https://example.com/webhooks")))
                .isEmpty();
        assertThat(errors(subscribe("ORDERS_CREATE", "http://127.0.0.1:1/webhooks")))
                .isEmpty();

        try (Bench strict = new Bench(config -> config)) {
            JsonNode refused =
                    strict.graphQl(SUBSCRIBE, Map.of("topic", "ORDERS_CREATE", "uri", "http://127.0.0.1:1/webhooks"));
            assertThat(errors(refused)).contains("protocol http:// is not supported");
        }
    }

    @Test
    void a_topic_is_subscribed_once_for_an_address() {
        String first = subscribe("ORDERS_CREATE", "https://example.com/a")
                .at("/data/webhookSubscriptionCreate/webhookSubscription/id")
                .asText();

        assertThat(errors(subscribe("ORDERS_CREATE", "https://example.com/a"))).contains("already been taken");
        assertThat(subscriptions().findValuesAsText("id")).containsExactly(first);
    }

    @Test
    void what_is_deleted_is_no_longer_listed_and_what_is_moved_keeps_its_id() {
        subscribe("ORDERS_CREATE", "https://example.com/a");
        subscribe("ORDERS_EDITED", "https://example.com/a");
        List<String> ids = subscriptions().findValuesAsText("id");

        bench.graphQl(
                "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId } }",
                Map.of("id", ids.get(0)));
        bench.graphQl(
                "mutation($id: ID!, $uri: String) { webhookSubscriptionUpdate(id: $id, webhookSubscription: {uri: $uri})"
                        + " { userErrors { message } } }",
                Map.of("id", ids.get(1), "uri", "https://example.com/b"));

        assertThat(subscriptions()).hasSize(1);
        assertThat(subscriptions().at("/0/id").asText()).isEqualTo(ids.get(1));
        assertThat(subscriptions().at("/0/uri").asText()).isEqualTo("https://example.com/b");
    }

    @Test
    void once_an_app_subscribes_it_gets_what_it_subscribed_and_nothing_else() {
        subscribe("ORDERS_CREATE", bench.listener.url("/webhooks").toString());

        bench.simulator.createOrder(SHOP, new Units(tracked().id(), 1));
        bench.awaitDelivered();

        assertThat(bench.listener.webhooks).extracting(Listener.Received::topic).containsOnly("orders/create");
    }

    @Test
    void a_subscription_that_fails_to_the_last_retry_is_removed() {
        bench.listener.answer = received -> 500;
        subscribe("INVENTORY_LEVELS_UPDATE", bench.listener.url("/webhooks").toString());

        bench.simulator.manualEdit(SHOP, tracked().id(), bench.firstLocation(), 7);
        bench.awaitDelivered();

        assertThat(subscriptions()).isEmpty();
        assertThat(bench.listener.webhooks).hasSize(3);
    }

    @Test
    void a_bulk_query_ends_in_a_file_of_lines_that_name_their_parents() {
        String id = run().at("/data/bulkOperationRunQuery/bulkOperation/id").asText();
        await().until(() -> operation(id).path("status").asText().equals("COMPLETED"));
        JsonNode done = operation(id);
        List<JsonNode> lines = download(done.path("url").asText());

        List<JsonNode> parents =
                lines.stream().filter(line -> !line.has("__parentId")).toList();
        assertThat(parents).hasSize(30);
        assertThat(done.path("rootObjectCount").asInt()).isEqualTo(30);
        assertThat(done.path("objectCount").asInt()).isEqualTo(lines.size());
        JsonNode second = lines.get(1);
        assertThat(second.path("__parentId")).isEqualTo(lines.get(0).path("id"));
        assertThat(second.at("/quantities/0/quantity").asInt()).isEqualTo(bench.available(bench.item(0)));
    }

    @Test
    void a_sixth_bulk_query_waits_until_one_of_five_is_done() {
        // One document is one step, so none of them can have ended before the last begins.
        String six = IntStream.range(0, 6)
                .mapToObj(n -> "m" + n + ": bulkOperationRunQuery(query: $query) { userErrors { code } }")
                .collect(Collectors.joining(" "));
        JsonNode answer = bench.graphQl("mutation($query: String!) { " + six + " }", Map.of("query", VARIANTS));
        List<String> codes = IntStream.range(0, 6)
                .mapToObj(n -> answer.at("/data/m" + n + "/userErrors/0/code").asText())
                .toList();

        assertThat(codes).containsExactly("", "", "", "", "", "OPERATION_IN_PROGRESS");
    }

    @Test
    void what_changed_since_a_time_is_found_by_level() {
        clock.advance(Duration.ofMinutes(1));
        Item edited = tracked();
        bench.simulator.manualEdit(SHOP, edited.id(), bench.firstLocation(), 7);
        JsonNode answer = bench.graphQl(
                """
                query($location: ID!, $query: String) { location(id: $location) {
                  inventoryLevels(first: 50, query: $query) { nodes { item { legacyResourceId } } } } }""",
                Map.of(
                        "location", "gid://shopify/Location/" + bench.firstLocation(),
                        "query", "updated_at:>='" + clock.instant() + "'"));

        assertThat(answer.at("/data/location").findValuesAsText("legacyResourceId"))
                .containsExactly(Long.toString(edited.id()));
    }

    @Test
    void variants_are_counted_exactly_unless_a_limit_is_lower() {
        JsonNode answer = bench.graphQl(
                "query { all: productVariantsCount(limit: null) { count precision }"
                        + " some: productVariantsCount(limit: 10) { count precision } }",
                Map.of());

        assertThat(answer.at("/data/all").toString()).isEqualTo("{\"count\":30,\"precision\":\"EXACT\"}");
        assertThat(answer.at("/data/some").toString()).isEqualTo("{\"count\":10,\"precision\":\"AT_LEAST\"}");
    }

    @Test
    void a_granted_token_opens_the_shop_until_it_expires() {
        JsonNode grant =
                Bench.json(grant(bench.simulator.config().webhooks().secret()).body());
        String token = grant.path("access_token").asText();

        assertThat(grant.path("expires_in").asInt()).isEqualTo(300);
        assertThat(bench.post(token, "{\"query\":\"{shop{name}}\"}").statusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(6));
        assertThat(bench.post(token, "{\"query\":\"{shop{name}}\"}").statusCode())
                .isEqualTo(401);
        assertThat(grant("wrong").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> grant(String secret) {
        String form = "grant_type=client_credentials&client_id=simulated-client-id&client_secret=" + secret;
        return bench.send(
                HttpRequest.newBuilder(URI.create(bench.simulator.adminUrl(SHOP) + "/admin/oauth/access_token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    private JsonNode subscribe(String topic, String uri) {
        return bench.graphQl(SUBSCRIBE, Map.of("topic", topic, "uri", uri));
    }

    private JsonNode subscriptions() {
        return bench.graphQl(SUBSCRIPTIONS, Map.of()).at("/data/webhookSubscriptions/nodes");
    }

    private JsonNode run() {
        return bench.graphQl(RUN, Map.of("query", VARIANTS));
    }

    private JsonNode operation(String id) {
        return bench.graphQl(OPERATION, Map.of("id", id)).at("/data/node");
    }

    private List<JsonNode> download(String url) {
        return bench.send(HttpRequest.newBuilder(URI.create(url)).build())
                .body()
                .lines()
                .map(Bench::json)
                .toList();
    }

    private Item tracked() {
        return bench.simulator.items(SHOP).stream()
                .filter(Item::tracked)
                .findFirst()
                .orElseThrow();
    }

    private static String errors(JsonNode answer) {
        return String.join("; ", answer.findValuesAsText("message"));
    }
}
