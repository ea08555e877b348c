package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.OLD_SECRET;
import static io.stocktide.ingest.IngestFixture.SECRET;
import static io.stocktide.ingest.IngestFixture.SHOP;
import static io.stocktide.ingest.IngestFixture.header;
import static io.stocktide.ingest.IngestFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.service.trace.TraceParent;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRouteTest {
    private static final byte[] BODY = "{\"id\": 820982911946154508}".getBytes(StandardCharsets.UTF_8);
    private static final List<String> REQUIRED = List.of("Topic", "Shop-Domain", "Webhook-Id", "Hmac-Sha256");

    private final IngestFixture ingest = IngestFixture.thatAcksAtOnce();

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void a_signed_webhook_is_kept_under_its_shop_and_id() throws Exception {
        HttpResponse<String> answer = ingest.send(ingest.webhook(BODY));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        ProducerRecord<String, byte[]> record = ingest.onlyRecord();
        assertThat(record.topic()).isEqualTo("webhooks");
        assertThat(record.key()).isEqualTo(SHOP + "/b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
        assertThat(record.value()).isEqualTo(BODY);
    }

    @Test
    void the_shop_alone_decides_the_partition() throws Exception {
        try (IngestFixture held = IngestFixture.thatAcksWhenTold()) {
            var answer = held.sendUntilProduced(held.event(ChannelEventRouteTest.sale("key-1")));
            held.producer().completeNext();

            assertThat(answer.get().body())
                    .contains("\"partition\":" + ShopPartitioner.partitionOfShop(SHOP, IngestFixture.PARTITIONS));
        }
    }

    @Test
    void any_bytes_are_kept_as_they_came() throws Exception {
        byte[] odd = new byte[70_001];
        new Random(1).nextBytes(odd);

        assertThat(ingest.send(ingest.webhook(odd)).statusCode()).isEqualTo(200);
        assertThat(ingest.onlyRecord().value()).isEqualTo(odd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"id\": 1", "not json", "[[[[[[[[", "null"})
    void malformed_json_with_a_good_signature_is_kept(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(ingest.send(ingest.webhook(bytes)).statusCode()).isEqualTo(200);
        assertThat(ingest.onlyRecord().value()).isEqualTo(bytes);
    }

    @Test
    void every_secret_of_the_shop_is_tried() throws Exception {
        HttpRequest.Builder old = ingest.webhook(BODY).setHeader("X-Shopify-Hmac-Sha256", sign(OLD_SECRET, BODY));

        assertThat(ingest.send(old).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "hush-other"})
    void a_signature_with_any_other_secret_is_a_401_and_nothing_is_written(String secret) throws Exception {
        HttpRequest.Builder forged = ingest.webhook(BODY).setHeader("X-Shopify-Hmac-Sha256", sign(secret, BODY));

        refused(forged, 401, "bad-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-base64!", "c2hvcnQ="})
    void what_cannot_be_a_signature_is_a_wrong_one(String signature) throws Exception {
        refused(ingest.webhook(BODY).setHeader("X-Shopify-Hmac-Sha256", signature), 401, "bad-signature");
    }

    @Test
    void a_signature_of_another_body_is_a_401() throws Exception {
        refused(
                ingest.webhook(BODY).POST(BodyPublishers.ofString("{\"id\": 820982911946154509}")),
                401,
                "bad-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Topic", "Shop-Domain", "Webhook-Id", "Hmac-Sha256"})
    void a_missing_header_is_a_400_that_names_it(String missing) throws Exception {
        HttpRequest.Builder request = ingest.request("/webhooks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(BODY));
        REQUIRED.stream()
                .filter(name -> !name.equals(missing))
                .forEach(name -> request.header("X-Shopify-" + name, good(name)));

        assertThat(refused(request, 400, "missing-header")).contains("x-shopify-" + missing.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Shopify-Topic, 'orders create'",
        "X-Shopify-Shop-Domain, exa/mple.myshopify.com",
        "X-Shopify-Webhook-Id, a/b",
        "X-Shopify-Webhook-Id, 'a b'"
    })
    void a_malformed_header_is_a_400(String name, String value) throws Exception {
        refused(ingest.webhook(BODY).setHeader(name, value), 400, "malformed-header");
    }

    @Test
    void an_unknown_shop_is_a_404() throws Exception {
        refused(ingest.webhook(BODY).setHeader("X-Shopify-Shop-Domain", "none.myshopify.com"), 404, "unknown-shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;charset=UTF-8"})
    void json_may_come_with_parameters(String type) throws Exception {
        assertThat(ingest.send(ingest.webhook(BODY).setHeader("Content-Type", type))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/jsonp", "application/x-www-form-urlencoded"})
    void anything_but_json_is_a_415(String type) throws Exception {
        refused(ingest.webhook(BODY).setHeader("Content-Type", type), 415, "unsupported-media-type");
    }

    @Test
    void no_content_type_is_a_415() throws Exception {
        HttpRequest.Builder request = ingest.request("/webhooks").POST(BodyPublishers.ofByteArray(BODY));
        REQUIRED.forEach(name -> request.header("X-Shopify-" + name, good(name)));

        refused(request, 415, "unsupported-media-type");
    }

    @Test
    void three_mebibytes_are_a_413_with_a_length_and_in_chunks() throws Exception {
        byte[] large = new byte[3 * 1024 * 1024];

        refused(ingest.webhook(large), 413, "body-too-large");
        refused(
                ingest.webhook(large).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413,
                "body-too-large");
    }

    @Test
    void two_mebibytes_are_taken_in_chunks_too() throws Exception {
        byte[] largest = new byte[2 * 1024 * 1024];

        HttpRequest.Builder chunked =
                ingest.webhook(largest).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(largest)));

        assertThat(ingest.send(chunked).statusCode()).isEqualTo(200);
    }

    @Test
    void shopify_headers_are_carried_in_the_classic_spelling_but_the_signature() throws Exception {
        ingest.send(ingest.webhook(BODY)
                .setHeader("X-Shopify-Shop-Domain", "Example.MyShopify.com")
                .header("X-Shopify-Triggered-At", "2024-08-07T22:57:57.290670248Z")
                .header("X-SHOPIFY-Order-Id", "820982911946154508")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("Cookie", "personal=1"));

        ProducerRecord<String, byte[]> record = ingest.onlyRecord();
        assertThat(names(record))
                .containsExactlyInAnyOrder(
                        "x-shopify-topic",
                        "x-shopify-shop-domain",
                        "x-shopify-webhook-id",
                        "x-shopify-triggered-at",
                        "x-shopify-order-id",
                        "traceparent");
        assertThat(header(record, "x-shopify-shop-domain")).isEqualTo(SHOP);
        assertThat(header(record, "x-shopify-triggered-at")).isEqualTo("2024-08-07T22:57:57.290670248Z");
    }

    @Test
    void the_next_generation_family_is_taken_and_carried_as_the_classic_one() throws Exception {
        HttpRequest.Builder request = ingest.request("/webhooks")
                .header("content-type", "application/json")
                .header("shopify-handle", "stock-sync")
                .POST(BodyPublishers.ofByteArray(BODY));
        REQUIRED.forEach(name -> request.header("Shopify-" + name, good(name)));

        assertThat(ingest.send(request).statusCode()).isEqualTo(200);
        assertThat(header(ingest.onlyRecord(), "x-shopify-handle")).isEqualTo("stock-sync");
        assertThat(header(ingest.onlyRecord(), "x-shopify-topic")).isEqualTo("orders/create");
        assertThat(names(ingest.onlyRecord())).doesNotContain("x-shopify-hmac-sha256");
    }

    @Test
    void optional_headers_beyond_the_bounds_are_left_out_and_the_webhook_is_kept() throws Exception {
        HttpRequest.Builder request = ingest.webhook(BODY).header("X-Shopify-Long", "x".repeat(2000));
        for (int i = 0; i < 60; i++) {
            request.header("X-Shopify-Z" + i, "z");
        }

        assertThat(ingest.send(request).statusCode()).isEqualTo(200);
        assertThat(names(ingest.onlyRecord())).hasSizeLessThanOrEqualTo(40).doesNotContain("x-shopify-long");
    }

    @Test
    void a_callers_trace_goes_on_and_otherwise_one_begins() throws Exception {
        TraceParent caller = TraceParent.random();
        ingest.send(ingest.webhook(BODY).header("traceparent", caller.header()));
        ingest.send(ingest.webhook(BODY).header("traceparent", "nonsense"));

        List<TraceParent> traces = ingest.producer().history().stream()
                .map(record -> TraceParent.parse(header(record, "traceparent")).orElseThrow())
                .toList();
        assertThat(traces.get(0).traceId()).isEqualTo(caller.traceId());
        assertThat(traces.get(0).spanId()).isNotEqualTo(caller.spanId());
        assertThat(traces.get(1).traceId()).isNotEqualTo(caller.traceId());
    }

    private String refused(HttpRequest.Builder request, int status, String slug) throws Exception {
        HttpResponse<String> answer = ingest.send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("urn:stocktide:problem:" + slug);
        assertThat(ingest.producer().history()).isEmpty();
        return answer.body();
    }

    private static String good(String name) {
        return switch (name) {
            case "Topic" -> "orders/create";
            case "Shop-Domain" -> SHOP;
            case "Webhook-Id" -> "id-1";
            default -> sign(SECRET, BODY);
        };
    }

    private static List<String> names(ProducerRecord<?, ?> record) {
        return new ArrayList<>(StreamSupport.stream(record.headers().spliterator(), false)
                .map(Header::key)
                .toList());
    }
}
