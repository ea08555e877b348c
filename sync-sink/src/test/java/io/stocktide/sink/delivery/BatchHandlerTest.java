package io.stocktide.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.ScriptedShopify.Request;
import io.stocktide.sink.testing.Shops;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchHandlerTest {
    private static final String ADJUST = "inventoryAdjustQuantities";
    private static final String SET = "inventorySetQuantities";

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void anAdjustmentGoesOutAsDeltasWithAnExplicitNullAndTheBatchIdAsItsKey() {
        Batch batch = Batches.adjust(Shops.A);
        harness.shopify.script(Shops.A, Answers.adjusted());

        harness.deliver(batch);

        Request sent = harness.shopify.requests().get(0);
        assertThat(sent.path()).isEqualTo("/" + Shops.A + "/admin/api/2026-10/graphql.json");
        assertThat(sent.header("X-shopify-access-token")).isEqualTo(Shops.TOKEN);
        assertThat(sent.json().path("query").asText()).contains(ADJUST + "(input: $input) @idempotent(key: $key)");
        JsonNode variables = sent.json().path("variables");
        assertThat(variables.path("key").asText()).isEqualTo(batch.batchId());
        assertThat(variables.path("input")).hasToString("""
                        {"name":"available","reason":"correction","referenceDocumentUri":"gid://stocktide/Batch/%s",\
                        "changes":[{"inventoryItemId":"gid://shopify/InventoryItem/11",\
                        "locationId":"gid://shopify/Location/21","delta":-2,"changeFromQuantity":null},\
                        {"inventoryItemId":"gid://shopify/InventoryItem/12",\
                        "locationId":"gid://shopify/Location/22","delta":4,"changeFromQuantity":null}]}""".formatted(batch.batchId()));
    }

    @Test
    void aSetGoesOutAsCompareAndSet() {
        Batch batch = Batches.set(Shops.A);
        harness.shopify.script(Shops.A, Answers.applied(SET, "5", "7"));

        Delivery delivery = harness.deliver(batch);

        Request sent = harness.shopify.requests().get(0);
        assertThat(sent.json().path("query").asText()).contains(SET + "(input: $input) @idempotent(key: $key)");
        assertThat(sent.json().path("variables").path("input").path("quantities"))
                .hasToString("""
                        [{"inventoryItemId":"gid://shopify/InventoryItem/11",\
                        "locationId":"gid://shopify/Location/21","quantity":5,"changeFromQuantity":9},\
                        {"inventoryItemId":"gid://shopify/InventoryItem/12",\
                        "locationId":"gid://shopify/Location/22","quantity":7,"changeFromQuantity":null}]""");
        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
    }

    @Test
    void whatIsAppliedIsDeliveredWithShopifysTimeAndTheQuantitiesAfter() {
        Batch batch = Batches.adjust(Shops.A);
        harness.shopify.script(Shops.A, Answers.adjusted());

        Delivery delivery = harness.deliver(batch);

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.appliedAt()).isEqualTo(Instant.parse(Answers.CREATED_AT));
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.changes()).extracting(DeliveredChange::change).isEqualTo(batch.changes());
        assertThat(delivery.changes())
                .extracting(DeliveredChange::quantityAfterChange)
                .containsExactly(5, 7);
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.count("stocktide.mutations", "outcome", "applied")).isEqualTo(1);
    }

    @Test
    void aQuantityAfterThatShopifyLeavesOutStaysUnknown() {
        harness.shopify.script(Shops.A, Answers.applied(ADJUST, "null", "7"));

        assertThat(harness.deliver(Batches.adjust(Shops.A)).changes())
                .extracting(DeliveredChange::quantityAfterChange)
                .containsExactly(null, 7);
    }

    @Test
    void aRepeatedCallsQuantitiesAreIgnoredForTheyTellWhatHoldsNow() {
        harness.shopify.script(Shops.A, Reply.status(503), Answers.adjusted());

        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.attempts()).isEqualTo(2);
        assertThat(delivery.changes())
                .extracting(DeliveredChange::quantityAfterChange)
                .containsOnlyNulls();
    }

    @Test
    void soAreThoseOfABatchThatAnEarlierOwnerMayHaveSent() {
        harness.shopify.script(Shops.A, Answers.adjusted());

        assertThat(harness.deliver(Batches.adjust(Shops.A), true).changes())
                .extracting(DeliveredChange::quantityAfterChange)
                .containsOnlyNulls();
    }

    @Test
    void aNullGroupWithoutErrorsIsAppliedAtTheAnswersDate() {
        harness.shopify.script(
                Shops.A,
                Reply.json(
                        "{\"data\": {\"" + ADJUST + "\": {\"inventoryAdjustmentGroup\": null, \"userErrors\": []}}}"));

        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.appliedAt()).isBetween(before, Instant.now()).isNotEqualTo(Harness.NOW);
    }

    @Test
    void aRowThatShopifyRejectsIsIsolatedAndTheOthersReturn() {
        Batch batch = Batches.adjust(Shops.A);
        harness.shopify.script(
                Shops.A, Answers.refused(ADJUST, Answers.rowError("changes", 1, "INVALID_INVENTORY_ITEM")));

        Delivery delivery = harness.deliver(batch);

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.REFUSED);
        assertThat(delivery.appliedAt()).isNull();
        assertThat(delivery.changes())
                .extracting(DeliveredChange::status)
                .containsExactly(Status.RETURNED, Status.REJECTED);
        assertThat(delivery.changes().get(1).code()).isEqualTo("INVALID_INVENTORY_ITEM");
        assertThat(delivery.changes().get(1).message()).isEqualTo("no such item");
        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.cause()).isEqualTo("shopify_rejected");
            assertThat(letter.origin().topic()).isEqualTo("batches");
            assertThat(letter.origin().offset()).isEqualTo(42);
            assertThat(letter.detail()).contains("\"inventoryItemId\":\"12\"").doesNotContain("\"11\"");
        });
        assertThat(harness.records(Topics.DEAD_LETTERS).get(0).key()).isEqualTo(Shops.A + "/" + batch.batchId());
    }

    @Test
    void aRowWithACodeThatNobodyKnowsIsIsolatedToo() {
        harness.shopify.script(
                Shops.A, Answers.refused(ADJUST, Answers.rowError("changes", 0, "SOMETHING_OF_NEXT_YEAR")));

        assertThat(harness.deliver(Batches.adjust(Shops.A)).changes())
                .extracting(DeliveredChange::status)
                .containsExactly(Status.REJECTED, Status.RETURNED);
    }

    @Test
    void aRowThatTheBatchDoesNotHaveCondemnsTheWholeCall() {
        harness.shopify.script(Shops.A, Answers.refused(ADJUST, Answers.rowError("changes", 9, "INVALID_LOCATION")));

        assertThat(harness.deliver(Batches.adjust(Shops.A)).outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
    }

    @Test
    void aStaleRowIsNoDeadLetterAndOnAFirstCallIsNotReadBack() {
        harness.shopify.script(
                Shops.A, Answers.refused(SET, Answers.rowError("quantities", 0, "CHANGE_FROM_QUANTITY_STALE")));

        Delivery delivery = harness.deliver(Batches.set(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.REFUSED);
        assertThat(delivery.changes())
                .extracting(DeliveredChange::status)
                .containsExactly(Status.STALE, Status.RETURNED);
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.shopify.requests()).hasSize(1);
    }

    @Test
    void aRepeatedSetThatAnswersStaleWasAppliedWhereShopifyHoldsItsQuantity() {
        harness.shopify.script(
                Shops.A,
                Reply.status(502),
                Answers.refused(SET, Answers.rowError("quantities", 0, "CHANGE_FROM_QUANTITY_STALE")),
                Answers.nodes(Answers.item(11, true, Answers.level(21, 5, true))));

        Delivery delivery = harness.deliver(Batches.set(Shops.A));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.appliedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:03Z"));
        assertThat(harness.shopify.requests().get(2).json().path("variables").path("ids"))
                .hasToString("[\"gid://shopify/InventoryItem/11\"]");
    }

    @Test
    void aRepeatedSetThatAnswersStaleIsStaleWhereShopifyHoldsAnotherFigure() {
        harness.shopify.script(
                Shops.A,
                Answers.refused(SET, Answers.rowError("quantities", 0, "COMPARE_QUANTITY_STALE")),
                Answers.nodes(Answers.item(11, true, Answers.level(21, 8, true))));

        Delivery delivery = harness.deliver(Batches.set(Shops.A), true);

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.REFUSED);
        assertThat(delivery.changes().get(0).status()).isEqualTo(Status.STALE);
    }

    @Test
    void aRepeatedStaleSetThatCannotBeReadBackIsGivenUp() {
        harness.shopify.script(
                Shops.A,
                Answers.refused(SET, Answers.rowError("quantities", 0, "CHANGE_FROM_QUANTITY_STALE")),
                Answers.graphQlError("BAD_REQUEST"));

        assertThat(harness.deliver(Batches.set(Shops.A), true).outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
    }

    @Test
    void aShopWithoutATokenIsGivenUpWithoutACall() {
        Delivery delivery = harness.deliver(Batches.adjust(Shops.UNCONNECTED));

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.cause()).isEqualTo("shop_not_connected"));
        assertThat(harness.shopify.requests()).isEmpty();
    }

    @Test
    void theTraceGoesOnIntoTheCallAndTheDelivery() {
        harness.shopify.script(Shops.A, Answers.adjusted());

        harness.deliver(Batches.adjust(Shops.A));

        String sent = harness.shopify.requests().get(0).header("Traceparent");
        byte[] written = harness.records(Topics.DELIVERIES)
                .get(0)
                .headers()
                .lastHeader(RecordHeaders.TRACEPARENT)
                .value();
        assertThat(sent).startsWith("00-" + Batches.TRACE_ID + "-").doesNotContain("b7ad6b7169203331");
        assertThat(new String(written, StandardCharsets.US_ASCII)).isEqualTo(sent);
    }

    @Test
    void aRecordThatIsNoBatchOfItsShopBecomesADeadLetter() {
        Batch ofAnother = Batches.adjust(Shops.B);
        Harness.await(
                harness.deliver(Batches.record(Topics.BATCHES, Shops.A + "/x", ofAnother, 0, 1), false, () -> false));
        Harness.await(harness.deliver(
                Batches.raw(Topics.BATCHES, Shops.A + "/y", "{".getBytes(StandardCharsets.UTF_8), 0, 2),
                false,
                () -> false));
        Harness.await(harness.deliver(Batches.raw(Topics.BATCHES, null, new byte[] {'{'}, 0, 3), false, () -> false));

        assertThat(harness.deadLetters())
                .hasSize(3)
                .allSatisfy(letter -> assertThat(letter.cause()).isEqualTo("malformed_batch"));
        assertThat(harness.records(Topics.DEAD_LETTERS).get(2).key()).isEqualTo("unknown/0-3");
        assertThat(harness.shopify.requests()).isEmpty();
    }

    @Test
    void theMarkerOfAReplayAsksForNothing() {
        Harness.await(harness.deliver(Batches.raw(Topics.BATCHES, "~fence/1", null, 0, 1), false, () -> false));

        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.shopify.requests()).isEmpty();
    }
}
