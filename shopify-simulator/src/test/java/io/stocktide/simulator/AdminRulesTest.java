package io.stocktide.simulator;

import static io.stocktide.simulator.Adjustment.ADJUST;
import static io.stocktide.simulator.Adjustment.change;
import static io.stocktide.simulator.Adjustment.input;
import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Item;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminRulesTest {
    private final Bench.HandClock clock = new Bench.HandClock();
    private final Bench bench =
            new Bench(config -> config.clock(clock).maximumAvailable(1_000).restoreRate(50));
    private final Item item = bench.item(0);
    private final long location = bench.firstLocation();
    private final int before = bench.available(item);

    @AfterEach
    void close() {
        bench.close();
    }

    private JsonNode adjust(String key, List<Map<String, Object>> changes) {
        return bench.graphQl(ADJUST, Map.of("key", key, "input", input(changes)));
    }

    private static JsonNode payload(JsonNode answer) {
        return answer.at("/data/inventoryAdjustQuantities");
    }

    @Test
    void anAdjustmentMovesTheLevelAnswersTheGroupAndEchoesAWebhook() {
        JsonNode answer = adjust("k1", List.of(change(item.id(), location, -4, null)));

        assertThat(bench.available(item)).isEqualTo(before - 4);
        JsonNode group = payload(answer).get("inventoryAdjustmentGroup");
        assertThat(group.get("changes")).hasSize(2);
        assertThat(group.at("/changes/0/quantityAfterChange").asInt()).isEqualTo(before - 4);
        assertThat(group.get("createdAt").asText()).isEqualTo("2026-11-01T12:00:00Z");
        bench.awaitDelivered();
        assertThat(bench.listener
                        .ofTopic("inventory_levels/update")
                        .get(0)
                        .body()
                        .get("available")
                        .asInt())
                .isEqualTo(before - 4);
    }

    @Test
    void theSameIdempotencyKeyAppliesOnceAndIsAnsweredFromCurrentStateWithTheOriginalTime() {
        adjust("k1", List.of(change(item.id(), location, -4, null)));
        adjust("k2", List.of(change(item.id(), location, -1, null)));
        clock.advance(Duration.ofHours(1));

        JsonNode again = adjust("k1", List.of(change(item.id(), location, -4, null)));

        assertThat(bench.available(item)).isEqualTo(before - 5);
        JsonNode group = payload(again).get("inventoryAdjustmentGroup");
        assertThat(group.get("createdAt").asText()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(group.at("/changes/0/quantityAfterChange").asInt()).isEqualTo(before - 5);
        assertThat(bench.simulator.progress().mutationsReplayed()).isEqualTo(1);
    }

    @Test
    void anIdempotencyKeyIsForgottenAfter24Hours() {
        adjust("k1", List.of(change(item.id(), location, -4, null)));
        clock.advance(Duration.ofHours(24));

        adjust("k1", List.of(change(item.id(), location, -4, null)));

        assertThat(bench.available(item)).isEqualTo(before - 8);
    }

    @Test
    void theSameKeyWithOtherParametersIsRefused() {
        adjust("k1", List.of(change(item.id(), location, -4, null)));

        JsonNode answer = adjust("k1", List.of(change(item.id(), location, -5, null)));

        assertThat(payload(answer).at("/userErrors/0/code").asText()).isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(bench.available(item)).isEqualTo(before - 4);
    }

    @Test
    void aCallWithoutTheDirectiveIsABadRequest() {
        JsonNode answer = bench.graphQl(
                "mutation($input: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $input)"
                        + " { userErrors { message } } }",
                Map.of("input", input(List.of(change(item.id(), location, 1, null)))));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_REQUEST");
        assertThat(answer.at("/errors/0/message").asText())
                .isEqualTo("The @idempotent directive is required for this mutation but was not provided.");
        assertThat(payload(answer).isNull()).isTrue();
        assertThat(bench.available(item)).isEqualTo(before);
    }

    @Test
    void aChangeWithoutChangeFromQuantityIsRefusedThoughAnExplicitNullIsNot() {
        Map<String, Object> bare = new LinkedHashMap<>(change(item.id(), location, 1, null));
        bare.remove("changeFromQuantity");

        JsonNode answer = adjust("k1", List.of(bare));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_FIELD_ARGUMENTS");
        assertThat(answer.at("/errors/0/message").asText())
                .isEqualTo("InventoryChangeInput must include the following argument: changeFromQuantity.");
    }

    @Test
    void aUserErrorRejectsTheWholeCallAndNamesItsRow() {
        JsonNode answer =
                adjust("k1", List.of(change(item.id(), location, -1, null), change(12345, location, -1, null)));

        assertThat(bench.available(item)).isEqualTo(before);
        JsonNode error = payload(answer).at("/userErrors/0");
        assertThat(error.get("code").asText()).isEqualTo("INVALID_INVENTORY_ITEM");
        assertThat(error.get("field").toString()).isEqualTo("[\"input\",\"changes\",\"1\",\"inventoryItemId\"]");
        assertThat(payload(answer).get("inventoryAdjustmentGroup").isNull()).isTrue();
    }

    @Test
    void aStaleCompareIsRefusedAndAMatchingOneApplied() {
        JsonNode stale = adjust("k1", List.of(change(item.id(), location, 1, before + 1)));
        JsonNode match = adjust("k2", List.of(change(item.id(), location, 1, before)));

        assertThat(payload(stale).at("/userErrors/0/code").asText()).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(payload(match).get("userErrors")).isEmpty();
        assertThat(bench.available(item)).isEqualTo(before + 1);
    }

    @Test
    void wordsThatShopifyDoesNotKnowAreRefusedEachWithItsCode() {
        Map<String, Object> input = input(List.of(change(item.id(), 1, 1, null)));
        input.put("reason", "because");
        input.put("name", "committed");
        input.put("referenceDocumentUri", "not a uri");

        JsonNode answer = bench.graphQl(ADJUST, Map.of("key", "k1", "input", input));

        assertThat(payload(answer).get("userErrors").findValuesAsText("code"))
                .containsExactly(
                        "INVALID_QUANTITY_NAME", "INVALID_REASON", "INVALID_REFERENCE_DOCUMENT", "INVALID_LOCATION");
    }

    @Test
    void moreThan250ChangesAreRefused() {
        JsonNode answer = adjust("k1", Collections.nCopies(251, change(item.id(), location, 1, null)));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
        assertThat(bench.available(item)).isEqualTo(before);
    }

    @Test
    void deltasThatAreAllZeroAnswerNoGroupAndNoErrors() {
        JsonNode answer = adjust("k1", List.of(change(item.id(), location, 0, null)));

        assertThat(payload(answer).get("inventoryAdjustmentGroup").isNull()).isTrue();
        assertThat(payload(answer).get("userErrors")).isEmpty();
    }

    @Test
    void aSetWritesTheQuantityAndReportsTheDelta() {
        Map<String, Object> row = change(item.id(), location, 0, before);
        row.remove("delta");
        row.put("quantity", 7);
        Map<String, Object> input = new LinkedHashMap<>(Map.of("name", "available", "reason", "correction"));
        input.put("quantities", List.of(row));

        JsonNode answer = bench.graphQl("""
                mutation($input: InventorySetQuantitiesInput!) {
                  inventorySetQuantities(input: $input) @idempotent(key: "literal-key") {
                    inventoryAdjustmentGroup { changes { name delta } } userErrors { code }
                  }
                }""", Map.of("input", input));

        assertThat(bench.available(item)).isEqualTo(7);
        assertThat(answer.at("/data/inventorySetQuantities/inventoryAdjustmentGroup/changes/0/delta")
                        .asInt())
                .isEqualTo(7 - before);
    }

    @Test
    void anEmptyBucketThrottlesWithHttp200AndRefillsWithTime() {
        JsonNode answer = adjust("k0", List.of(change(item.id(), location, -1, null)));
        assertThat(answer.at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(13);
        for (int n = 1; !answer.has("errors"); n++) {
            answer = adjust("k" + n, List.of(change(item.id(), location, -1, null)));
        }

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("THROTTLED");
        assertThat(answer.at("/extensions/cost/throttleStatus/currentlyAvailable")
                        .asDouble())
                .isLessThan(13);
        assertThat(bench.available(item)).isEqualTo(before - 76);
        clock.advance(Duration.ofSeconds(1));
        assertThat(adjust("later", List.of(change(item.id(), location, -1, null)))
                        .has("errors"))
                .isFalse();
    }

    @Test
    void expectationsCatchADoubledMutation() {
        bench.simulator.journalChannelDelta(SHOP, item.id(), location, -4);
        adjust("k1", List.of(change(item.id(), location, -4, null)));
        assertThat(bench.get("/expectations").get("mismatches")).isEmpty();

        adjust("another key", List.of(change(item.id(), location, -4, null)));

        JsonNode mismatch = bench.get("/expectations").at("/mismatches/0");
        assertThat(mismatch.get("inventoryItemId").asText()).isEqualTo(Long.toString(item.id()));
        assertThat(mismatch.get("expected").asInt() - mismatch.get("actual").asInt())
                .isEqualTo(4);
    }
}
