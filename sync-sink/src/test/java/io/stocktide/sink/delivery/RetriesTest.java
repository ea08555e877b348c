package io.stocktide.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.sink.async.WorkStopped;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.ScriptedShopify.Request;
import io.stocktide.sink.testing.Shops;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
    private static final String ADJUST = "inventoryAdjustQuantities";

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    static Stream<Arguments> passingTroubles() {
        return Stream.of(
                Arguments.of("HTTP 500", Reply.status(500)),
                Arguments.of("HTTP 503", Reply.status(503)),
                Arguments.of("HTTP 423", Reply.status(423)),
                Arguments.of("HTTP 404", Reply.status(404)),
                Arguments.of("connection broken off", Reply.reset()),
                Arguments.of("no JSON", Reply.json("<html>")),
                Arguments.of("no data", Reply.json("{}")),
                Arguments.of("endless answer", Reply.json("\"" + "x".repeat(4 * 1024 * 1024) + "\"")),
                Arguments.of("internal error", Answers.graphQlError("INTERNAL_SERVER_ERROR")),
                Arguments.of("inactive", Answers.graphQlError("SHOP_INACTIVE")),
                Arguments.of("out of time", Answers.graphQlError("TIMEOUT")),
                Arguments.of("unavailable", Answers.refused(ADJUST, Answers.callError("SERVICE_UNAVAILABLE"))),
                Arguments.of(
                        "key under way", Answers.refused(ADJUST, Answers.callError("IDEMPOTENCY_CONCURRENT_REQUEST"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingTroubles")
    void passingTroubleIsSentAgainByteForByteWithTheSameKey(String name, Reply trouble) {
        harness.shopify.script(Shops.A, trouble, trouble, Answers.adjusted());

        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.attempts()).isEqualTo(3);
        assertThat(harness.shopify.requests()).hasSize(3);
        assertThat(harness.shopify.requests()).extracting(Request::body).containsOnly(body(0));
        assertThat(harness.shopify.requests())
                .allSatisfy(request -> assertThat(
                                request.json().path("variables").path("key").asText())
                        .isEqualTo(delivery.batchId()));
    }

    @Test
    void aBatchThatAloneFailsAtAShopThatAnswersIsGivenUpAfterItsRetriesWithOneDeadLetter() {
        harness.shopify.script(
                Shops.A,
                Reply.status(500),
                Reply.status(502),
                Reply.status(503),
                Reply.status(504),
                Reply.status(500),
                Answers.adjusted());

        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
        assertThat(delivery.attempts()).isEqualTo(5);
        assertThat(delivery.changes())
                .extracting(DeliveredChange::status)
                .containsOnly(DeliveredChange.Status.ABANDONED);
        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.cause()).isEqualTo("shopify_unavailable");
            assertThat(letter.message()).isEqualTo("HTTP 500");
            assertThat(letter.attempts()).isEqualTo(5);
            assertThat(letter.diedAt()).isEqualTo(Harness.NOW);
        });
        assertThat(harness.shopify.requests()).hasSize(5);
        assertThat(harness.count("stocktide.delivery.retries", "reason", "server_error"))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
                "INVALID_REASON",
                "ADJUST_QUANTITIES_FAILED",
                "INVALID_INVENTORY_ITEM",
                "SOMETHING_OF_NEXT_YEAR"
            })
    void aCallThatIsCondemnedAsAWholeIsGivenUpAtOnce(String code) {
        harness.shopify.script(Shops.A, Answers.refused(ADJUST, Answers.callError(code)));

        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(harness.deadLetters()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"BAD_REQUEST", "INVALID_FIELD_ARGUMENTS", "undefinedField"})
    void aDocumentThatShopifyDoesNotTakeIsGivenUpAtOnce(String code) {
        harness.shopify.script(Shops.A, Answers.graphQlError(code));

        assertThat(harness.deliver(Batches.adjust(Shops.A)).outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
        assertThat(harness.shopify.requests()).hasSize(1);
    }

    @Test
    void aThrottledCallIsSentAgainAfterTheMissingPointsAreRestoredAndIsNoAttempt() {
        harness.shopify.script(Shops.A, Answers.throttled(13, 3, 100), Answers.adjusted());

        long startedNanos = System.nanoTime();
        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isGreaterThan(Duration.ofMillis(100));
        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.changes().get(0).quantityAfterChange()).isEqualTo(5);
        assertThat(harness.count("stocktide.throttled", "purpose", "delivery")).isEqualTo(1);
    }

    @Test
    void aRateLimitIsWaitedForAsItsHeaderSays() {
        harness.shopify.script(Shops.A, Reply.status(429, "{}", Map.of("Retry-After", "0.1")), Answers.adjusted());

        long startedNanos = System.nanoTime();
        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isGreaterThan(Duration.ofMillis(100));
        assertThat(delivery.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatHangsOrStallsTimesOutAndIsSentAgainWithTheSameKey(boolean hangs) {
        try (Harness impatient = new Harness(Duration.ofMillis(400))) {
            impatient.shopify.script(Shops.A, hangs ? Reply.hang() : Reply.stall(), Answers.adjusted());

            Delivery delivery = impatient.deliver(Batches.adjust(Shops.A));

            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
            assertThat(delivery.attempts()).isEqualTo(2);
            assertThat(impatient.shopify.requests()).extracting(Request::body).hasSize(2);
            assertThat(impatient.shopify.requests().get(1).body())
                    .isEqualTo(impatient.shopify.requests().get(0).body());
            assertThat(impatient.count("stocktide.delivery.retries", "reason", "timed_out"))
                    .isEqualTo(1);
        }
    }

    @Test
    void workThatIsStoppedEndsWithoutAVerdict() {
        AtomicBoolean stopped = new AtomicBoolean();
        harness.shopify.script(Shops.A, (exchange, server) -> {
            stopped.set(true);
            Reply.status(503).to(exchange, server);
        });

        CompletableFuture<?> done = harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, stopped::get);

        assertThatThrownBy(() -> Harness.await(done)).hasCauseInstanceOf(WorkStopped.class);
        assertThat(harness.records(Topics.DELIVERIES)).isEmpty();
        assertThat(harness.deadLetters()).isEmpty();
    }

    private String body(int request) {
        return harness.shopify.requests().get(request).body();
    }
}
