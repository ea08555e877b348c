package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.SHOP;
import static io.stocktide.ingest.IngestFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.service.trace.TraceParent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelEventRouteTest {
    private final IngestFixture ingest = IngestFixture.thatAcksWhenTold();

    static String sale(String idempotencyKey) {
        return "{\"idempotencyKey\":\"" + idempotencyKey + "\",\"type\":\"sale\",\"channel\":\"pos-berlin\","
                + "\"occurredAt\":\"2026-11-20T11:00:00+01:00\","
                + "\"lines\":[{\"sku\":\"MUG\",\"locationId\":\"9007199254740993\",\"quantity\":2}]}";
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void an_event_is_accepted_only_after_kafka_has_it_and_the_answer_says_where() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.event(sale("key-1")));
        assertThat(answer).isNotDone();

        ingest.producer().completeNext();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(SchemaValidator.of("event-accepted")
                        .errorsIn(Json.mapper().readTree(answer.get().body())))
                .isEmpty();
        assertThat(answer.get().body()).contains("\"idempotencyKey\":\"key-1\"", "\"offset\":0");
    }

    @Test
    void the_event_is_kept_under_its_shop_and_idempotency_key() throws Exception {
        var unused = ingest.sendUntilProduced(ingest.event(sale("key-1")));
        ingest.producer().completeNext();

        ProducerRecord<String, byte[]> record = ingest.onlyRecord();
        assertThat(record.topic()).isEqualTo("channel-events");
        assertThat(record.key()).isEqualTo(SHOP + "/key-1");
        ChannelEvent kept =
                Topics.CHANNEL_EVENTS.valueSerde().deserializer().deserialize(record.topic(), record.value());
        assertThat(kept)
                .isEqualTo(new ChannelEvent(
                        "key-1",
                        ChannelEvent.Type.SALE,
                        "pos-berlin",
                        Instant.parse("2026-11-20T10:00:00Z"),
                        List.of(new ChannelLine("MUG", null, 9_007_199_254_740_993L, null, 2))));
        assertThat(TraceParent.parse(header(record, "traceparent"))).isPresent();
    }

    @Test
    void a_kafka_that_is_away_is_a_503() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.event(sale("key-1")));
        ingest.producer().errorNext(new TimeoutException("away"));

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        assertThat(answer.get().headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        SHOP + ", Bearer wrong, application/json, 401",
        SHOP + ", Bearer other, application/json, 401",
        "none.myshopify.com, Bearer token-of-example, application/json, 401",
        SHOP + ", Bearer token-of-example, text/plain, 415"
    })
    void the_token_and_the_type_come_before_the_body(String shop, String authorization, String type, int status)
            throws Exception {
        HttpRequest.Builder request = ingest.request("/v1/shops/" + shop + "/channel-events")
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("not even json"));

        assertThat(ingest.send(request).statusCode()).isEqualTo(status);
        assertThat(ingest.producer().history()).isEmpty();
    }

    @Test
    void an_invalid_event_is_a_400_that_says_where_and_writes_nothing() throws Exception {
        HttpResponse<String> answer =
                ingest.send(ingest.event(sale("key-1").replace("\"quantity\":2", "\"quantity\":0")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:stocktide:problem:invalid-event", "/lines/0/quantity");
        assertThat(ingest.producer().history()).isEmpty();
    }

    @Test
    void more_than_256_kibibytes_are_a_413() throws Exception {
        assertThat(ingest.send(ingest.event(sale("k") + " ".repeat(256 * 1024))).statusCode())
                .isEqualTo(413);
    }
}
