package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokensOffice;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.standalone.run.StackSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two shops of which one's name begins with the other's, and tokens of the first alone, on every route there is. */
class IsolationTest {
    private static final String OWN = "abc";
    private static final String OTHER = "abc-2";
    private static final String SECRET = "SKU-OF-ANOTHER";

    /** A route of the description, at the role that serves it. */
    private record Route(String method, String path, String url) {
        /** What it needs; the description says the same in words. */
        Role needs() {
            if (path.contains("redrive") || path.contains("reconcile")) {
                return Role.OPERATE;
            }
            boolean writes =
                    path.contains("channel-events") || (path.contains("reservations") && method.equals("POST"));
            return writes ? Role.WRITE : Role.READ;
        }

        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }

    @TempDir
    static Path dir;

    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
    private static LocalStack stack;
    private static List<Route> routes;

    @BeforeAll
    static void start() throws Exception {
        Path shops = dir.resolve("shops.json");
        Files.writeString(
                shops,
                "{\"webhookSecrets\": [\"s\"], \"shops\": [{\"shop\": \"abc\"}, {\"shop\": \"abc-2\","
                        + " \"apiTokens\": [\"of-the-other\"]}]}");
        Path tokens = dir.resolve("tokens.json");
        for (Role role : Role.values()) {
            TOKENS.put(role, new TokensOffice(tokens).create(role.name(), role, List.of(OWN), 100_000));
        }
        StackSettings settings = new StackSettings(
                dir,
                "127.0.0.1",
                0,
                0,
                0,
                0,
                4,
                "http://127.0.0.1:1/{shop}",
                Duration.ofHours(1),
                DeliverySettings.defaults(),
                new AccessSettings(Optional.of(tokens), 100_000),
                Optional.empty(),
                Optional.empty());
        stack = new LocalStack(settings, ShopsFile.read(shops), Brokers.in(dir.resolve("kafka"))).start();
        stack.awaitReady(Duration.ofSeconds(90));
        routes = routes();
        stock(OWN, "OUR-SKU");
        stock(OTHER, SECRET);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** The same item in both shops, and in the other one more. */
    private static void stock(String shop, String sku) throws Exception {
        try (TopicWriter writer = TopicWriter.to(stack.bootstrapServers())) {
            for (int item = 1; item <= (shop.equals(OTHER) ? 2 : 1); item++) {
                String key = shop + "/item-" + item;
                String body =
                        "{\"id\": %d, \"sku\": \"%s\", \"tracked\": true, \"updated_at\": \"2026-11-21T10:00:00Z\"}"
                                .formatted(item, sku);
                writer.write(Topics.WEBHOOKS.name(), key, body, "x-shopify-topic", "inventory_items/create");
                String level = "{\"inventory_item_id\": %d, \"location_id\": 7, \"available\": 5,"
                        + " \"updated_at\": \"2026-11-21T10:00:00Z\"}";
                writer.write(
                        Topics.WEBHOOKS.name(),
                        shop + "/level-" + item,
                        level.formatted(item),
                        "x-shopify-topic",
                        "inventory_levels/connect");
            }
        }
        String token = shop.equals(OWN) ? TOKENS.get(Role.READ) : "of-the-other";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/v1/shops/" + shop + "/stock", token).text().contains(sku));
    }

    @ParameterizedTest
    @EnumSource
    void a_token_does_in_its_own_shop_what_its_role_allows_and_no_more(Role role) throws Exception {
        for (Route route : routes) {
            int status = send(route, OWN, TOKENS.get(role)).status();

            if (role.holds(route.needs())) {
                assertThat(status).as("%s by %s", route, role).isNotIn(401, 403, 500);
            } else {
                assertThat(status).as("%s by %s", route, role).isEqualTo(403);
            }
        }
    }

    /** Other shops, names that begin alike, and what a path may be bent to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER,
                "ABC-2",
                "ab",
                "abc-",
                "a",
                "abc.myshopify.com",
                "nobody",
                "*",
                "%2a",
                "..",
                "%2e%2e",
                "abc%2f..%2fabc-2",
                "abc/../abc-2",
                "abc%2Fstock%2F..%2F..%2Fabc-2",
                "abc%00",
                "abc%20",
                "%61bc-2",
                "abc,abc-2",
                "abc;abc-2"
            })
    void no_token_opens_a_shop_that_it_does_not_name(String shop) throws Exception {
        for (Role role : Role.values()) {
            for (Route route : routes) {
                RawHttp.Answer answer = send(route, shop, TOKENS.get(role));

                assertThat(answer.status())
                        .as("%s by %s in '%s': %s", route, role, shop, answer.text())
                        .isIn(400, 401, 404);
                assertThat(answer.text()).doesNotContain(SECRET);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer *", "Basic YWJj", "Bearer of-the-other"})
    void nobody_gets_in_without_a_token_of_the_shop(String authorization) throws Exception {
        for (Route route : routes) {
            RawHttp.Answer answer = sendWith(route, OWN, authorization);

            assertThat(answer.status()).as(route.toString()).isEqualTo(401);
        }
    }

    @Test
    void a_scan_ends_with_its_shop() throws Exception {
        String token = TOKENS.get(Role.READ);

        JsonNode ours = Json.mapper().readTree(get("/v1/shops/abc/stock", token).body());
        JsonNode bySku = Json.mapper()
                .readTree(get("/v1/shops/abc/stock?sku=" + SECRET, token).body());
        RawHttp.Answer item = get("/v1/shops/abc/stock/2", token);

        assertThat(ours.get("items")).hasSize(1);
        assertThat(ours.at("/items/0/sku").asText()).isEqualTo("OUR-SKU");
        assertThat(bySku.get("items")).isEmpty();
        assertThat(item.status()).isEqualTo(404);
    }

    private static RawHttp.Answer get(String path, String token) throws Exception {
        return sendWith(new Route("GET", path, stack.stockUrl()), OWN, "Bearer " + token);
    }

    private static RawHttp.Answer send(Route route, String shop, String token) throws Exception {
        return sendWith(route, shop, "Bearer " + token);
    }

    private static RawHttp.Answer sendWith(Route route, String shop, String authorization) throws Exception {
        String path = route.path()
                .replace("{shop}", shop)
                .replace("{inventoryItemId}", "1")
                .replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000");
        String body = route.method().equals("POST") ? "{}" : "";
        String head = route.method() + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (RawHttp http = new RawHttp(route.url())) {
            return http.send((head + body).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<Route> routes() throws Exception {
        JsonNode paths = Json.mapper()
                .readTree(IsolationTest.class.getResourceAsStream("/openapi.json"))
                .get("paths");
        List<Route> found = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (path.getKey().contains("{shop}")) {
                        String servedBy = method.getValue().at("/tags/0").asText();
                        String url = servedBy.equals("ingest")
                                ? stack.ingestUrl()
                                : servedBy.equals("sync") ? stack.sinkUrl() : stack.stockUrl();
                        found.add(new Route(method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), url));
                    }
                }));
        return found;
    }
}
