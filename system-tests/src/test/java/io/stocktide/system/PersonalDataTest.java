package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.standalone.run.StackSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of a person and no secret comes into a log, a key, a label, a dead letter or the answer to somebody else. Every
 * field that could hold such a thing holds a marked word, on every way into the product; then all that was said is
 * searched for the mark.
 */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SHOP = "marks.myshopify.com";
    private static final String MARK = "zqx";
    private static final String TOKEN = MARK + "-api-token";
    private static final String SECRET = MARK + "-webhook-secret";
    private static final String ADMIN_TOKEN = MARK + "-admin-token";
    /** There the bodies lie as they came, until they are to be erased. */
    private static final Set<String> RAW = Set.of(Topics.WEBHOOKS.name(), Topics.DATA_REQUESTS.name());

    private static final List<String> TOPICS = List.of(
            "orders/create",
            "orders/updated",
            "orders/cancelled",
            "orders/fulfilled",
            "orders/partially_fulfilled",
            "orders/paid",
            "orders/edited",
            "refunds/create",
            "inventory_levels/update",
            "inventory_levels/connect",
            "inventory_levels/disconnect",
            "inventory_items/create",
            "inventory_items/update",
            "inventory_items/delete",
            "products/create",
            "products/update",
            "locations/deactivate",
            "locations/delete",
            "customers/update",
            "customers/redact",
            "customers/data_request",
            "app/uninstalled",
            "fulfillments/create");

    @TempDir
    static Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> answers = new ArrayList<>();
    private LogLines log;
    private TalkativeShopify shopify;
    private LocalStack stack;
    private int sent;
    private int accepted;

    @BeforeAll
    void start() throws Exception {
        log = LogLines.ofTheRealConfiguration();
        shopify = new TalkativeShopify(MARK);
        Path shops = dir.resolve("shops.json");
        Files.writeString(shops, """
                {"webhookSecrets": ["%s"], "shops": [{"shop": "%s", "apiTokens": ["%s"], "adminToken": "%s"}]}
                """.formatted(SECRET, SHOP, TOKEN, ADMIN_TOKEN));
        StackSettings settings = StackSettings.onFreePorts(dir, shopify.url(), Duration.ofSeconds(1));
        stack = new LocalStack(settings, ShopsFile.read(shops), Brokers.in(dir.resolve("kafka"))).start();
        stack.awaitReady(Duration.ofSeconds(90));
    }

    @AfterAll
    void stop() {
        stack.close();
        shopify.close();
        log.close();
    }

    @Test
    void no_marked_word_of_any_way_in_is_in_what_the_product_says() throws Exception {
        everyWebhook();
        webhooksThatAreRefused();
        channelEvents();
        reservations();
        reads();
        strangeRecords();
        deliveries();
        redrives();
        quiet();

        assertThat(log.lines()).as("the log says something").hasSizeGreaterThan(100);
        assertThat(log.linesWith(MARK)).isEmpty();
        assertThat(answers).noneMatch(answer -> answer.contains(MARK));
        assertThat(metrics()).doesNotContain(MARK);
        assertThat(marksOnTopics()).isEmpty();
    }

    /** In every field that Shopify's bodies have for a person, and in some that they do not have. */
    private static Map<String, Object> personal() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : List.of(
                "name",
                "note",
                "phone",
                "token",
                "cart_token",
                "checkout_token",
                "landing_site",
                "referring_site",
                "browser_ip",
                "order_status_url",
                "some_unknown_field",
                "tags",
                "source_name",
                "gateway")) {
            fields.put(name, MARK + '-' + name + "?key=" + MARK);
        }
        fields.put("email", MARK + ".jane@example.com");
        fields.put("contact_email", MARK + ".jane@example.com");
        Map<String, Object> address = Map.of(
                "first_name",
                MARK + "-first",
                "last_name",
                MARK + "-last",
                "address1",
                MARK + " street 1",
                "zip",
                MARK + "-zip",
                "city",
                MARK + "-city",
                "phone",
                "+49 " + MARK,
                "company",
                MARK + " ltd");
        for (String name : List.of("billing_address", "shipping_address", "default_address", "destination")) {
            fields.put(name, address);
        }
        fields.put("client_details", Map.of("user_agent", MARK + "-agent", "browser_ip", MARK + "-ip"));
        fields.put("note_attributes", List.of(Map.of("name", MARK + "-attribute", "value", MARK + "-value")));
        fields.put("unknown_" + MARK, List.of(MARK, Map.of(MARK, MARK)));
        return fields;
    }

    private static Map<String, Object> body(long id) {
        Map<String, Object> body = new LinkedHashMap<>(personal());
        Map<String, Object> line = new LinkedHashMap<>(personal());
        line.putAll(Map.of("id", id * 10, "variant_id", 7_000 + id, "quantity", 1));
        line.put("properties", List.of(Map.of("name", MARK, "value", MARK)));
        Map<String, Object> customer = new LinkedHashMap<>(personal());
        customer.put("id", 900 + id);
        body.put("id", id);
        body.put("order_id", id);
        body.put("inventory_item_id", 7_000 + id);
        body.put("location_id", 71);
        body.put("available", 5);
        body.put("tracked", true);
        body.put("sku", "sku-" + id);
        body.put("updated_at", "2026-11-20T10:00:00Z");
        body.put("created_at", "2026-11-20T10:00:00Z");
        body.put("processed_at", "2026-11-20T10:00:00Z");
        body.put("line_items", List.of(line));
        body.put("refund_line_items", List.of(Map.of("line_item_id", id * 10, "quantity", 1, "line_item", line)));
        body.put("variants", List.of(Map.of("id", 8_000 + id, "inventory_item_id", 7_000 + id, "sku", "s", "x", MARK)));
        body.put("order_edit", Map.of("id", id, "order_id", id, "staff_note", MARK, "line_items", Map.of()));
        body.put("customer", customer);
        body.put("shop_domain", SHOP);
        body.put("orders_to_redact", List.of());
        body.put("orders_requested", List.of(id));
        body.put("data_request", Map.of("id", id));
        return body;
    }

    private void everyWebhook() throws Exception {
        int id = 0;
        for (String topic : TOPICS) {
            id++;
            String whole = Json.mapper().writeValueAsString(body(id));
            webhook(topic, whole, 200);
            webhook(topic, whole.substring(0, whole.length() / 2), 200);
            webhook(topic, whole + MARK, 200);
            webhook(topic, MARK, 200);
            webhook(topic, "[\"" + MARK + "\"]", 200);
            webhook(topic, "\"" + MARK + "\"", 200);
            // What is no word where a number, a time or an object belongs is what readers like to quote.
            for (String field : body(id).keySet()) {
                if (field.equals("sku")) {
                    continue; // Any text is a SKU, and is there to be shown.
                }
                Map<String, Object> twisted = body(id);
                twisted.put(field, MARK + "-" + field);
                webhook(topic, Json.mapper().writeValueAsString(twisted), 200);
            }
        }
    }

    private void webhooksThatAreRefused() throws Exception {
        byte[] body = Json.mapper().writeValueAsBytes(body(1));
        keep(webhookRequest("orders/create", body).setHeader("X-Shopify-Hmac-Sha256", MARK), 401);
        keep(webhookRequest("orders/create", body).setHeader("X-Shopify-Shop-Domain", MARK + ".example.com"), 404);
        keep(webhookRequest("orders/create", body).setHeader("X-Shopify-Shop-Domain", MARK + " me"), 400);
        keep(webhookRequest("orders/create", body).setHeader("X-Shopify-Topic", MARK + " topic?"), 400);
        keep(webhookRequest("orders/create", body).setHeader("X-Shopify-Webhook-Id", MARK + "@example.com"), 400);
        keep(webhookRequest("orders/create", body).setHeader("Content-Type", "text/" + MARK), 415);
        keep(webhookRequest("orders/create", (MARK.repeat(2_000_000)).getBytes(StandardCharsets.UTF_8)), 413);
    }

    private void channelEvents() throws Exception {
        String path = "/channel-events";
        String good = "{\"idempotencyKey\":\"%s\",\"type\":\"%s\",\"channel\":\"till\",\"occurredAt\":\"%s\",\"lines\":"
                + "[{\"inventoryItemId\":\"%s\",\"locationId\":\"71\",\"quantity\":%s}]%s}";
        String at = "2026-11-20T10:00:00Z";
        post(path, good.formatted("e-1", "sale", at, "7009", "1", ""), 202);
        post(path, good.formatted("e-2", "sale", at, "7009", "1", ",\"customer\":\"" + MARK + "\""), 400);
        post(path, good.formatted("e-3", "sale", at, "7009", "1", ",\"note\":{\"email\":\"" + MARK + "\"}"), 400);
        post(path, good.formatted("e-4", MARK, at, "7009", "1", ""), 400);
        post(path, good.formatted("e-5", "sale", MARK, "7009", "1", ""), 400);
        post(path, good.formatted("e-6", "sale", at, MARK, "1", ""), 400);
        post(path, good.formatted("e-7", "sale", at, "7009", "\"" + MARK + "\"", ""), 400);
        post(path, good.formatted(MARK + "@example.com", "sale", at, "7009", "1", ""), 400);
        post(path, "{\"email\":\"" + MARK + "\"", 400);
        post(path, MARK, 400);
        keep(postRequest(path, "{}").setHeader("Authorization", "Bearer " + MARK + "-wrong"), 401);
        keep(postRequest(path, "{}").setHeader("Authorization", MARK), 401);
        keep(postRequest(path, MARK).setHeader("Content-Type", MARK), 415);
    }

    private void reservations() throws Exception {
        String good = "{\"idempotencyKey\":\"r-1\",\"channel\":\"till\",\"ttlSeconds\":60,\"lines\":"
                + "[{\"inventoryItemId\":\"7009\",\"quantity\":1}]%s}";
        post("/reservations", good.formatted(""), 201);
        post("/reservations", good.formatted(",\"customer\":\"" + MARK + "\""), 400);
        post("/reservations", good.formatted(",\"ttlSeconds\":\"" + MARK + "\""), 400);
        post("/reservations", "{" + MARK, 400);
        post("/reservations/" + MARK + "@example.com/confirm", "", 400);
        post("/reservations/9f1c0f6e-0000-4000-8000-000000000000/release", MARK, 404);
    }

    private void reads() throws Exception {
        String api = "/v1/shops/" + SHOP;
        for (String path : List.of(
                "/stock?sku=" + MARK,
                "/stock?limit=" + MARK,
                "/stock?locationId=" + MARK,
                "/stock?after=" + MARK,
                "/stock/" + MARK,
                "/stock/7009/ledger?limit=" + MARK,
                "/stock?minOffset=" + MARK,
                "/orders/" + MARK,
                "/trace/" + MARK,
                "/dead-letters?cause=" + MARK,
                "/dead-letters?after=" + MARK,
                "/" + MARK,
                "/reservations/" + MARK,
                "/stock/7009?customer=" + MARK)) {
            get(stack.stockUrl() + api + path, TOKEN);
            get(stack.stockUrl() + api + path, MARK + "-wrong");
        }
        get(stack.stockUrl() + "/v1/shops/" + MARK + "/stock", TOKEN);
        get(stack.sinkUrl() + api + "/sync", MARK + "-wrong");
        get(stack.ingestUrl() + '/' + MARK, TOKEN);
        for (String body : List.of(MARK, "{\"skus\":\"" + MARK + "\"}", "{\"inventoryItemIds\":[\"" + MARK + "\"]}")) {
            keep(postRequest(stack.stockUrl(), "/stock:batchGet", body), 400);
            keep(postRequest(stack.stockUrl(), "/dead-letters/redrive", body), 0);
        }
    }

    /** What only somebody who writes to Kafka could do. */
    private void strangeRecords() throws Exception {
        try (TopicWriter writer = TopicWriter.to(stack.bootstrapServers())) {
            for (var topic : List.of(
                    Topics.CHANNEL_EVENTS,
                    Topics.SNAPSHOTS,
                    Topics.DELIVERIES,
                    Topics.BATCHES,
                    Topics.LOOKUPS,
                    Topics.REPLIES,
                    Topics.ERASURES)) {
                for (String value : List.of(
                        MARK,
                        "{\"" + MARK,
                        "\"" + MARK + "\"",
                        "[\"" + MARK + "\"]",
                        "{\"shop\":{\"a\":\"" + MARK + "\"}}",
                        "{\"shop\":\"" + SHOP + "\",\"batchId\":\"" + MARK + "\",\"kind\":\"adjust\",\"formedAt\":\""
                                + MARK + "\"}")) {
                    writer.write(topic.name(), SHOP + "/strange-" + sent++, value, "traceparent", MARK);
                }
            }
            String batch = "{\"batchId\":\"" + MARK + "\",\"shop\":\"" + SHOP + "\",\"kind\":\"adjust\",\"sequence\":1,"
                    + "\"formedAt\":\"2026-11-20T10:00:00Z\",\"changes\":[{\"inventoryItemId\":\"1\",\"locationId\":\"1\","
                    + "\"delta\":1,\"throughOffset\":0}]}";
            writer.write(Topics.BATCHES.name(), SHOP + "/strange-batch", batch);
            writer.write(Topics.WEBHOOKS.name(), SHOP + "/no-headers", MARK);
            writer.write(Topics.WEBHOOKS.name(), SHOP + "/odd-headers", "{}", "x-shopify-topic", MARK);
        }
    }

    /** Shopify repeats what it likes in its errors. */
    private void deliveries() throws Exception {
        String event = "{\"idempotencyKey\":\"to-shopify-%d\",\"type\":\"adjustment\",\"channel\":\"till\","
                + "\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":[{\"inventoryItemId\":\"%d\",\"locationId\":\"71\","
                + "\"quantity\":-1}]}";
        for (int answer = 0; answer < shopify.answers(); answer++) {
            int asked = shopify.mutations();
            shopify.answerNextWith(answer);
            post("/channel-events", event.formatted(answer, 7_100 + answer), 202);
            await().atMost(SOON).until(() -> shopify.mutations() > asked);
        }
        int last = 7_100 + shopify.answers() - 1;
        await().atMost(SOON)
                .until(() -> new RawTopics(stack.bootstrapServers())
                        .read(Topics.DELIVERIES.name()).stream()
                                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                                .anyMatch(value -> value.contains("\"" + last + "\"")));
    }

    private void redrives() throws Exception {
        keep(postRequest(stack.stockUrl(), "/dead-letters/redrive", "{\"cause\":\"malformed_json\"}"), 0);
        keep(postRequest(stack.stockUrl(), "/dead-letters/" + MARK + "@example.com/redrive", ""), 0);
        get(stack.stockUrl() + "/v1/shops/" + SHOP + "/dead-letters?limit=500", TOKEN);
    }

    /** All that was sent has been judged. */
    private void quiet() {
        await().atMost(SOON)
                .until(() -> stack.metrics().registry().find("stocktide.webhook.verdicts").counters().stream()
                                .mapToDouble(counter -> counter.count())
                                .sum()
                        >= accepted);
    }

    private void webhook(String topic, String body, int status) throws Exception {
        keep(webhookRequest(topic, body.getBytes(StandardCharsets.UTF_8)), status);
        accepted++;
    }

    private HttpRequest.Builder webhookRequest(String topic, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HttpRequest.newBuilder(URI.create(stack.ingestUrl() + "/webhooks?customer=" + MARK))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", topic)
                .header("X-Shopify-Shop-Domain", SHOP)
                .header("X-Shopify-Webhook-Id", "w-" + sent++)
                .header("X-Shopify-Event-Id", MARK + "@example.com")
                .header("X-Shopify-Triggered-At", MARK)
                .header("X-Shopify-Anything", MARK)
                .header("User-Agent", MARK)
                .header("Cookie", "session=" + MARK)
                .header("traceparent", MARK)
                .header("X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private void post(String path, String body, int status) throws Exception {
        keep(postRequest(path, body), status);
    }

    private HttpRequest.Builder postRequest(String path, String body) {
        return postRequest(stack.ingestUrl(), path, body);
    }

    private static HttpRequest.Builder postRequest(String url, String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/shops/" + SHOP + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void get(String url, String token) throws Exception {
        keep(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token), 0);
    }

    /** @param status what it must be; 0 where that is of no interest */
    private void keep(HttpRequest.Builder request, int status) throws Exception {
        HttpRequest built = request.timeout(Duration.ofSeconds(20)).build();
        HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
        if (status != 0) {
            assertThat(answer.statusCode())
                    .as("%s %s", built.uri(), answer.body())
                    .isEqualTo(status);
        }
        answers.add(answer.body() + answer.headers().map());
    }

    /** Keys of every topic; values and headers of every record that was not laid there as it came. */
    private Collection<String> marksOnTopics() throws Exception {
        Collection<String> found = new TreeSet<>();
        RawTopics topics = new RawTopics(stack.bootstrapServers());
        for (String topic : topics.names()) {
            for (ConsumerRecord<byte[], byte[]> record : topics.read(topic)) {
                String key = text(record.key());
                boolean asItCame = RAW.contains(topic) || key.contains("/strange-");
                if (key.contains(MARK) || (!asItCame && text(record.value()).contains(MARK))) {
                    found.add(topic + ' ' + key + ' ' + text(record.value()));
                }
            }
        }
        return found;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String metrics() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String url : List.of(stack.ingestUrl(), stack.stockUrl(), stack.sinkUrl())) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
            all.append(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
        return all.toString();
    }
}
