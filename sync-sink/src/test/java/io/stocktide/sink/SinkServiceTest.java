package io.stocktide.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.kafka.PromptWriter;
import io.stocktide.service.kafka.TopicFeed;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.reconcile.ReconcileSettings;
import io.stocktide.sink.shopify.ShopifySettings;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.RecordingConsumer;
import io.stocktide.sink.testing.ScriptedShopify;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SinkServiceTest {
    private static final HttpSettings HTTP = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(5));

    private record Answer(int status, String body) {}

    private final ScriptedShopify shopify = new ScriptedShopify();
    private final RecordingConsumer batches = new RecordingConsumer(Topics.BATCHES);
    private final RecordingConsumer lookups = new RecordingConsumer(Topics.LOOKUPS);
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Metrics metrics = new Metrics();
    private SinkService service;

    @BeforeEach
    void start() {
        SinkSettings settings = SinkSettings.defaults(Map.of("bootstrap.servers", "unused:1"), HTTP)
                .withShopify(ShopifySettings.defaults().withUrlTemplate(shopify.urlTemplate()))
                .withRetry(Harness.QUICK)
                .withGate(Harness.QUICK_GATE)
                .withDelivery(Harness.IMPATIENT)
                .withStopGrace(Duration.ofMillis(300));
        service = new SinkService(
                settings, ReconcileSettings.defaults(), Shops.directory(), metrics, Tracing.OFF, clients());
        service.start();
    }

    @AfterEach
    void close() {
        service.close();
        shopify.close();
        metrics.close();
    }

    @Test
    void anOffsetIsCommittedOnlyOnceTheDeliveryIsAcknowledged() {
        shopify.script(Shops.A, Answers.adjusted());
        batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));
        await().until(() -> !producer.history().isEmpty());

        await().during(Duration.ofMillis(300)).until(() -> batches.committedOffset() == null);
        producer.completeNext();

        await().until(() -> Long.valueOf(1).equals(batches.committedOffset()));
    }

    @Test
    void aDeliveryThatKafkaDoesNotTakeIsMadeAgainWithTheSameKey() {
        shopify.script(Shops.A, Answers.adjusted(), Answers.adjusted());
        batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));
        await().until(() -> !producer.history().isEmpty());

        producer.errorNext(new TimeoutException("not in time"));

        await().until(() -> shopify.requests().size() == 2);
        assertThat(shopify.requests().get(1).body())
                .isEqualTo(shopify.requests().get(0).body());
        assertThat(batches.committedOffset()).isNull();
    }

    @Test
    void aShopThatHangsHoldsBackNoOther() {
        shopify.script(Shops.A, Reply.hang());
        shopify.script(Shops.B, Answers.adjusted(), Answers.adjusted());
        Batch first = Batches.adjust(Shops.B);
        Batch second = Batches.adjust(Shops.B);
        batches.assignWith(
                Batches.record(Batches.adjust(Shops.A), 0, 0),
                Batches.record(first, 0, 1),
                Batches.record(second, 0, 2));

        await().until(() -> producer.completeNext());
        await().until(() -> producer.completeNext());

        assertThat(producer.history())
                .extracting(ProducerRecord::key)
                .containsExactly(Keys.of(Shops.B, first.batchId()), Keys.of(Shops.B, second.batchId()));
        assertThat(batches.committedOffset()).isNull();
    }

    @Test
    void whatAShopHasSpentAndHasLeftIsToldByShop() throws Exception {
        shopify.script(Shops.A, Answers.adjusted());
        batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));
        await().until(() -> producer.completeNext());

        await().untilAsserted(() -> assertThat(get("/metrics").body())
                .contains("stocktide_shop_mutations_total{outcome=\"applied\",shop=\"" + Shops.A + "\"} 1.0")
                .containsPattern("stocktide_shop_cost_points_total\\{shop=\"" + Shops.A + "\"\\} [1-9]")
                .containsPattern("stocktide_shop_cost_left_points\\{shop=\"" + Shops.A + "\"\\} [1-9]"));
    }

    @Test
    void aDeadLetterIsCountedByItsCause() throws Exception {
        batches.assignWith(Batches.record(Batches.adjust("unknown.myshopify.com"), 0, 0));
        await().until(() -> producer.completeNext());
        await().until(() -> producer.completeNext());

        await().untilAsserted(() -> assertThat(get("/metrics").body())
                .contains("stocktide_dead_letters_total{cause=\"shop_not_connected\"} 1.0"));
    }

    @Test
    void aLookUpDoesNotStandBeforeABatch() {
        CountDownLatch open = new CountDownLatch(1);
        Lookup lookup = new Lookup(Shops.A, null, 11L, Lookup.Reason.UNSETTLED, 0, Instant.EPOCH);
        shopify.script(Shops.A, Reply.once(open, Answers.nodes("null")), Answers.adjusted());
        lookups.assignWith(Batches.record(Topics.LOOKUPS, Keys.item(Shops.A, 11), lookup, 0, 0));
        await().until(() -> shopify.requests().size() == 1);
        batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));

        await().until(() -> producer.completeNext());
        assertThat(producer.history().get(0).topic()).isEqualTo(Topics.DELIVERIES.name());
        open.countDown();
        await().until(() -> producer.completeNext());
        assertThat(producer.history().get(1).topic()).isEqualTo(Topics.SNAPSHOTS.name());
        await().until(() -> Long.valueOf(1).equals(lookups.committedOffset()));
    }

    @Test
    void onCloseNothingUnfinishedIsCommittedOrWritten() {
        shopify.script(Shops.A, Reply.hang());
        batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));
        await().until(() -> shopify.requests().size() == 1);

        service.close();

        assertThat(batches.committedOffset()).isNull();
        assertThat(batches.closed()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void itIsReadyOnceBothConsumersHaveTheirPartitions() throws Exception {
        assertThat(get("/livez").status()).isEqualTo(200);
        assertThat(get("/readyz").status()).isEqualTo(503);

        batches.assignWith();
        lookups.assignWith();

        await().until(() -> get("/readyz").status() == 200);
    }

    @Test
    void theDescriptionListsItsRoute() throws Exception {
        JsonNode paths = Json.mapper().readTree(get("/openapi.json").body()).path("paths");
        assertThat(paths.at("/~1v1~1shops~1{shop}~1sync/get/tags/0").asText()).isEqualTo("sync");
    }

    @Test
    void theMetersAreServedByTheirNames() throws Exception {
        shopify.script(Shops.A, Reply.status(503), Answers.throttled(2, 1, 1_000), Answers.adjusted());
        batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));
        await().until(() -> producer.completeNext());
        await().until(() -> Long.valueOf(1).equals(batches.committedOffset()));

        assertThat(get("/metrics").body())
                .contains("stocktide_mutations_total{outcome=\"applied\"} 1")
                .contains("stocktide_mutation_seconds_count 3")
                .contains("stocktide_delivery_retries_total{reason=\"server_error\"} 1")
                .contains("stocktide_throttled_total{purpose=\"delivery\"} 1")
                .contains("stocktide_lanes_busy{topic=\"batches\"} 0")
                .contains("stocktide_accepted_to_shopify_seconds_bucket");
    }

    @Test
    void theStatusOfAShopTellsWhatWaitsAndInHowLongItWillBeDelivered() throws Exception {
        Batch full = new Batch(
                UUID.randomUUID().toString(),
                Shops.A,
                Batch.Kind.ADJUST,
                1,
                Batches.FORMED_AT,
                5_000,
                Batches.adjust(Shops.A).changes());
        shopify.script(Shops.A, Answers.adjusted(), Reply.status(401));
        shopify.answerProbes(Shops.A, Reply.status(401));
        batches.assignWith(Batches.record(full, 0, 0));
        await().until(() -> producer.completeNext());
        await().until(() -> Long.valueOf(1).equals(batches.committedOffset()));

        JsonNode status = status(Shops.A);
        assertThat(SchemaValidator.of("sync-status").errorsIn(status)).isEmpty();
        assertThat(status.path("state").asText()).isEqualTo("ok");
        assertThat(status.path("waitingRows").asLong()).isEqualTo(5_000);
        assertThat(status.at("/points/restoredPerSecond").asDouble()).isEqualTo(100);
        assertThat(status.path("drainSeconds").asDouble()).isPositive();

        batches.addRecord(Batches.record(Batches.adjust(Shops.A), 0, 1));
        await().until(() -> status(Shops.A).path("state").asText().equals("suspended"));
        assertThat(status(Shops.A).has("drainSeconds")).isFalse();
        assertThat(status(Shops.UNCONNECTED).path("state").asText()).isEqualTo("not_connected");
        assertThat(get("/metrics").body())
                .contains("stocktide_shops{state=\"suspended\"} 1")
                .contains("stocktide_drain_seconds_max")
                .contains("stocktide_cost_points_total{purpose=\"delivery\"} 13");
        assertThat(get("/v1/shops/" + Shops.A + "/sync").status()).isEqualTo(401);
    }

    @Test
    void theTokenIsInNoLogNoTopicAndNoMeter() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.stocktide");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        try {
            Reply echo = Reply.status(401, "{\"errors\": \"no such token " + Shops.TOKEN + "\"}", Map.of());
            shopify.answerProbes(Shops.A, echo);
            shopify.script(Shops.A, echo, Reply.reset(), Answers.adjusted());
            batches.assignWith(Batches.record(Batches.adjust(Shops.A), 0, 0));
            await().until(() -> shopify.probes().size() > 1);
            shopify.answerProbes(Shops.A, Answers.scopes("write_inventory"));
            await().until(() -> producer.completeNext());
            await().until(() -> Long.valueOf(1).equals(batches.committedOffset()));
        } finally {
            logger.setLevel(Level.OFF);
            logger.setAdditive(true);
            logger.detachAppender(log);
        }

        assertThat(log.list).anySatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage() + event.getKeyValuePairs())
                        .doesNotContain(Shops.TOKEN));
        assertThat(producer.history())
                .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain(Shops.TOKEN));
        assertThat(get("/metrics").body()).doesNotContain(Shops.TOKEN);
    }

    private JsonNode status(String shop) throws IOException {
        return Json.mapper()
                .readTree(get("/v1/shops/" + shop + "/sync", "Bearer " + Shops.API_TOKEN)
                        .body());
    }

    private Answer get(String path) throws IOException {
        return get(path, null);
    }

    private Answer get(String path, String authorization) throws IOException {
        URL url = URI.create("http://127.0.0.1:" + service.port() + path).toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        // A connection that is kept open would hold up the server's graceful stop.
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("Authorization", authorization);
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private KafkaClients clients() {
        return new KafkaClients() {
            @Override
            public Consumer<String, byte[]> consumer(String groupId) {
                return groupId.endsWith("-lookups") ? lookups : batches;
            }

            @Override
            public TopicFeed feed(String name, List<TopicFeed.Source<?>> sources) {
                return new TopicFeed(name, () -> new MockConsumer<>("earliest"), sources);
            }

            @Override
            public PromptWriter pulses() {
                return new PromptWriter(
                        () -> new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
            }

            @Override
            public Producer<String, byte[]> producer() {
                return producer;
            }
        };
    }
}
