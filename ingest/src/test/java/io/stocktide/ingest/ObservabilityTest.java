package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ObservabilityTest {
    private static final byte[] BODY = "{\"email\":\"jo@example.com\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void the_description_lists_exactly_the_routes_of_ingest() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksAtOnce()) {
            String description = ingest.send(ingest.request("/openapi.json")).body();
            JsonNode paths = Json.mapper().readTree(description).get("paths");
            Set<String> described = new TreeSet<>();
            paths.properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        String tag = method.getValue().get("tags").get(0).textValue();
                        if (List.of("ingest", "operations").contains(tag)) {
                            described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                        }
                    }));

            assertThat(ingest.service().routes()).isEqualTo(described);
        }
    }

    @Test
    void each_outcome_is_counted_and_each_ack_timed() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksAtOnce()) {
            ingest.send(ingest.webhook(BODY));
            ingest.send(ingest.webhook(BODY).setHeader("X-Shopify-Hmac-Sha256", sign("wrong", BODY)));
            ingest.send(ingest.webhook(BODY).setHeader("X-Shopify-Topic", "made_up/by_caller"));
            ingest.send(ingest.event(ChannelEventRouteTest.sale("key-1")));

            assertThat(ingest.metric("stocktide_webhooks_total{outcome=\"accepted\",topic=\"orders/create\"}"))
                    .isEqualTo(1);
            assertThat(ingest.metric("stocktide_webhooks_total{outcome=\"bad_signature\",topic=\"orders/create\"}"))
                    .isEqualTo(1);
            assertThat(ingest.metric("stocktide_webhooks_total{outcome=\"accepted\",topic=\"other\"}"))
                    .isEqualTo(1);
            assertThat(ingest.metric("stocktide_channel_events_total{outcome=\"accepted\",type=\"sale\"}"))
                    .isEqualTo(1);
            assertThat(ingest.metric("stocktide_ack_seconds_count{input=\"webhook\"}"))
                    .isEqualTo(2);
        }
    }

    @Test
    void it_is_ready_once_kafka_answers_and_not_after_it_failed_to() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold()) {
            await().until(() -> readiness(ingest).equals("ok\n"));

            var answer = ingest.sendUntilProduced(ingest.webhook(BODY));
            ingest.producer().errorNext(new TimeoutException("away"));
            answer.get(10, TimeUnit.SECONDS);
            assertThat(readiness(ingest)).contains("did not acknowledge");

            var next = ingest.sendUntilProduced(ingest.webhook(BODY));
            ingest.producer().completeNext();
            next.get(10, TimeUnit.SECONDS);
            assertThat(readiness(ingest)).isEqualTo("ok\n");
        }
    }

    @Test
    void logs_name_the_webhook_and_hold_no_secret_and_nothing_of_the_body() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.stocktide");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        try (IngestFixture ingest = IngestFixture.thatAcksAtOnce()) {
            ingest.send(ingest.webhook(BODY).header("X-Shopify-Event-Id", "event-1"));
            ingest.send(ingest.webhook(BODY).setHeader("X-Shopify-Hmac-Sha256", sign("wrong", BODY)));
            ingest.send(ingest.event("{\"sku\":\"jo@example.com\"}"));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
            logger.setAdditive(true);
        }

        List<String> text = lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage() + " " + line.getKeyValuePairs())
                .toList();
        assertThat(text).hasSize(3);
        assertThat(text.get(0))
                .startsWith("DEBUG accepted")
                .contains("shop=\"example.myshopify.com\"", "webhookId=", "eventId=\"event-1\"", "traceId=");
        assertThat(text.get(1)).startsWith("WARN refused").contains("outcome=\"bad_signature\"", "webhookId=");
        assertThat(text.get(2)).startsWith("WARN refused").contains("outcome=\"invalid_event\"");
        assertThat(String.join("\n", text)).doesNotContain("jo@example.com", "hush", sign("wrong", BODY));
    }

    private static String readiness(IngestFixture ingest) throws Exception {
        return ingest.send(ingest.request("/readyz")).body();
    }
}
