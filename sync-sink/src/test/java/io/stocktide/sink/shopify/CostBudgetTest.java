package io.stocktide.sink.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostBudgetTest {
    private final CostBudget budget = new CostBudget();

    @Test
    void untilShopifyHasSpokenEverythingIsAllowed() {
        budget.spend("Op");
        assertThat(budget.waitFor("Op", 0)).isZero();
    }

    @Test
    void whatIsMissingIsWaitedForAtTheRestoreRate() {
        budget.observe("Op", cost(50, 0, 10));

        // 50 points at 10 a second, less what has been restored since.
        assertThat(budget.waitFor("Op", 0)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void aFullEnoughBucketIsNotWaitedFor() {
        budget.observe("Op", cost(50, 60.5, 10));
        assertThat(budget.waitFor("Op", 0)).isZero();
    }

    @Test
    void callsSideBySideDoNotCountOnTheSamePoints() {
        budget.observe("Op", cost(50, 60, 1));
        budget.spend("Op");
        assertThat(budget.waitFor("Op", 0)).isPositive();
    }

    @Test
    void whoMattersLessLeavesAShareOfTheBucket() {
        budget.observe("Op", cost(10, 200, 1));
        assertThat(budget.waitFor("Op", 0)).isZero();
        assertThat(budget.waitFor("Op", 0.25)).isPositive();
    }

    @Test
    void moreThanTheWholeBucketIsNeverWaitedFor() {
        budget.observe("Op", cost(5_000, 1_000, 10));
        assertThat(budget.waitFor("Op", 0.25)).isZero();
    }

    @Test
    void aBucketOfUnknownSizeKeepsNothingBack() throws JsonProcessingException {
        budget.observe(
                "Op",
                Json.mapper().readTree("{\"throttleStatus\": {\"currentlyAvailable\": 100, \"restoreRate\": 10}}"));
        assertThat(budget.waitFor("Op", 0.25)).isZero();
    }

    @Test
    void anAnswerWithoutCostChangesNothing() {
        budget.observe("Op", cost(50, 0, 10));
        budget.observe("Op", Json.mapper().missingNode());
        assertThat(budget.waitFor("Op", 0)).isPositive();
    }

    private static JsonNode cost(double requested, double available, double rate) {
        try {
            return Json.mapper().readTree("""
                            {"requestedQueryCost": %s, "throttleStatus":
                              {"maximumAvailable": 1000.0, "currentlyAvailable": %s, "restoreRate": %s}}
                            """.formatted(requested, available, rate));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
