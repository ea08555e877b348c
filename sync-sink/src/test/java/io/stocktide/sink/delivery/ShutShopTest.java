package io.stocktide.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Attempts;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.service.shops.Secret;
import io.stocktide.sink.gate.GateState;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop that does not answer, or not to this token, is waited for: nothing dies of it, and nobody else waits. */
class ShutShopTest {
    private final Harness harness = new Harness(
            DeliverySettings.defaults().withHold(Duration.ofMillis(700)).withPatience(Duration.ZERO));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void afterFiveFailuresTheBreakerOpensAndOneCallTriesOnceItsTimeIsOver() {
        harness.shopify.answerProbes(Shops.A, Reply.status(503));
        Reply[] down = new Reply[6];
        Arrays.fill(down, Reply.status(503));
        harness.shopify.script(Shops.A, down);
        harness.shopify.script(Shops.A, Answers.adjusted());

        CompletableFuture<?> done = harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false);
        await().until(() -> harness.gates.of(Shops.A).state() == GateState.BREAKER_OPEN);
        assertThat(harness.shopify.requests()).hasSizeGreaterThanOrEqualTo(5);
        Harness.await(done);

        assertThat(harness.shopify.requests()).hasSize(7);
        assertThat(harness.gates.of(Shops.A).state()).isEqualTo(GateState.OK);
        assertThat(harness.written(Topics.DELIVERIES))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED));
    }

    @Test
    void aShopThatStaysAwayMakesNoDeadLetterButItsBatchGoesToThePartitionsEndWithItsHistory() {
        harness.shopify.answerProbes(Shops.A, Reply.status(404));
        ConsumerRecord<String, byte[]> record = Batches.record(Batches.adjust(Shops.A), 0, 1);

        Harness.await(harness.deliver(record, false, () -> false));

        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.records(Topics.DELIVERIES)).isEmpty();
        ProducerRecord<String, byte[]> copy = harness.putOff().get(0);
        assertThat(copy.key()).isEqualTo(record.key());
        assertThat(copy.value()).isEqualTo(record.value());
        assertThat(copy.partition()).isZero();
        assertThat(copy.timestamp()).isEqualTo(record.timestamp());
        assertThat(header(copy, RecordHeaders.TRIED_SINCE)).isEqualTo(Harness.NOW.toString());
        assertThat(Attempts.of(copy.headers())).isGreaterThan(5);
        assertThat(header(copy, RecordHeaders.TRACEPARENT)).contains(Batches.TRACE_ID);
    }

    @Test
    void aBatchThatWasPutOffIsTakenForOneThatShopifyMayHaveHad() {
        harness.shopify.answerProbes(Shops.A, Reply.status(404));
        Harness.await(harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false));
        harness.shopify.script(Shops.A, Answers.adjusted());

        Harness.await(harness.deliver(harness.putOffRecord(), false, () -> false));

        // The answer to a repeated call is rebuilt from what holds now.
        assertThat(harness.written(Topics.DELIVERIES).get(0).changes())
                .allSatisfy(row -> assertThat(row.quantityAfterChange()).isNull());
    }

    @Test
    void whatWasNeverSentIsPutOffWithoutAHistory() {
        Reply[] throttled = new Reply[20];
        Arrays.fill(throttled, Answers.throttled(13, 0, 100));
        harness.shopify.script(Shops.A, throttled);

        Harness.await(harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false));

        assertThat(harness.putOff()).singleElement().satisfies(copy -> {
            assertThat(copy.headers().lastHeader(RecordHeaders.TRIED_SINCE)).isNull();
            assertThat(Attempts.of(copy.headers())).isEqualTo(1);
        });
        assertThat(harness.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedTokenSuspendsTheShopAndTheBatchGoesOnOnceItWorks(int status) {
        harness.shopify.answerProbes(Shops.A, Reply.status(status));
        harness.shopify.script(Shops.A, Reply.status(status), Answers.adjusted());

        CompletableFuture<?> done = harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false);
        await().until(() -> harness.shopify.probes().size() >= 2);

        assertThat(harness.gates.of(Shops.A).state()).isEqualTo(GateState.SUSPENDED);
        assertThat(harness.shopify.requests()).hasSize(1);
        harness.shopify.answerProbes(Shops.A, Answers.scopes("read_products", "write_inventory"));
        Harness.await(done);
        assertThat(harness.written(Topics.DELIVERIES)).singleElement().satisfies(delivery -> {
            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
            // What was refused for its token had no effect, and is no attempt.
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.changes().get(0).quantityAfterChange()).isEqualTo(5);
        });
    }

    @Test
    void anotherTokenIsTriedAtOnce() {
        harness.shopify.answerProbes(Shops.A, Reply.status(401));
        harness.shopify.script(Shops.A, Reply.status(401), Answers.adjusted());
        CompletableFuture<?> done = harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false);
        await().until(() -> harness.gates.of(Shops.A).isSuspended());

        harness.token = new Secret("shpat_another");
        Harness.await(done);

        assertThat(harness.shopify.requests().get(1).header("X-shopify-access-token"))
                .isEqualTo("shpat_another");
        assertThat(harness.gates.of(Shops.A).state()).isEqualTo(GateState.OK);
    }

    @Test
    void aTokenWithoutTheScopeToWriteStaysSuspendedThoughItOpensTheShop() {
        harness.shopify.answerProbes(Shops.A, Answers.scopes("read_inventory"));
        harness.shopify.script(Shops.A, Answers.graphQlError("ACCESS_DENIED"), Answers.adjusted());

        Harness.await(harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false));

        assertThat(harness.gates.of(Shops.A).isSuspended()).isTrue();
        assertThat(harness.shopify.requests()).hasSize(1);
        assertThat(harness.putOff()).hasSize(1);
    }

    @Test
    void aScopeThatOnlyALookUpLacksHoldsUpNoDelivery() {
        Lookup lookup = new Lookup(Shops.A, null, 11L, Lookup.Reason.UNSETTLED, 0, Instant.EPOCH);
        harness.shopify.script(Shops.A, Answers.graphQlError("ACCESS_DENIED"), Answers.adjusted());

        harness.lookUp(List.of(Batches.record(Topics.LOOKUPS, Keys.item(Shops.A, 11), lookup, 0, 0)));

        assertThat(harness.gates.of(Shops.A).isSuspended()).isFalse();
        assertThat(harness.deliver(Batches.adjust(Shops.A)).outcome()).isEqualTo(Delivery.Outcome.APPLIED);
    }

    @Test
    void aRedrivenBatchDoesNotQueueAtAShopThatHasLongBeenShut() {
        harness.shopify.answerProbes(Shops.A, Reply.status(401));
        harness.shopify.script(Shops.A, Reply.status(401));
        Harness.await(harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false));
        await().until(() -> harness.gates.of(Shops.A).shutFor().compareTo(Duration.ofMillis(800)) > 0);
        Batch batch = Batches.adjust(Shops.A);
        ConsumerRecord<String, byte[]> redriven = Batches.record(batch, 0, 2);
        redriven.headers().add(RecordHeaders.REDRIVE, "0-1".getBytes(StandardCharsets.US_ASCII));

        long startedNanos = System.nanoTime();
        Harness.await(harness.deliver(redriven, false, () -> false));

        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofMillis(700));
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.cause()).isEqualTo("shopify_unauthorized"));
    }

    @Test
    void noOtherShopNoticesThatOneIsShut() {
        harness.shopify.script(Shops.A, Reply.status(401));
        harness.shopify.answerProbes(Shops.A, Reply.status(401));
        harness.shopify.script(Shops.B, Answers.adjusted());
        CompletableFuture<?> stuck = harness.deliver(Batches.record(Batches.adjust(Shops.A), 0, 1), false, () -> false);
        await().until(() -> harness.gates.of(Shops.A).isSuspended());

        assertThat(harness.deliver(Batches.adjust(Shops.B)).outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        Harness.await(stuck);
    }

    @Test
    void aPatientSinkGoesOnWithABatchThatAShopRefusesForTheMoment() {
        try (Harness patient = new Harness(DeliverySettings.defaults())) {
            Reply[] busy = new Reply[7];
            Arrays.fill(busy, Answers.refused("inventoryAdjustQuantities", Answers.callError("SERVICE_UNAVAILABLE")));
            patient.shopify.script(Shops.A, busy);
            patient.shopify.script(Shops.A, Answers.adjusted());

            Delivery delivery = patient.deliver(Batches.adjust(Shops.A));

            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
            assertThat(delivery.attempts()).isEqualTo(8);
            assertThat(patient.shopify.probes()).isEmpty();
        }
    }

    @Test
    void aControlRecordAsksForNothingWhateverItsValue() {
        byte[] value = "{\"shop\": \"a\"}".getBytes(StandardCharsets.UTF_8);
        Harness.await(harness.deliver(Batches.raw(Topics.BATCHES, "~fence/1", value, 0, 1), false, () -> false));
        harness.lookUp(List.of(Batches.raw(Topics.LOOKUPS, "~fence/1", value, 0, 1)));

        assertThat(harness.producer.history()).isEmpty();
        assertThat(harness.count("stocktide.lookups", "outcome", "malformed")).isZero();
    }

    private static String header(ProducerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
    }
}
