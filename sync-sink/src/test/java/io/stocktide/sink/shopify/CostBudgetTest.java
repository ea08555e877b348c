package io.stocktide.sink.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.sink.async.Permits;
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
    void whoMaySpendAShareEarnsEachCallAtThatShareOfTheRestoreRate() {
        CallClass fifth = new CallClass(new Permits(1, Runnable::run), 0, 0.2, null);
        CallClass live = new CallClass(new Permits(1, Runnable::run), 0, null);
        budget.observe("Op", cost(50, 1_000, 100));

        budget.spend("Op", fifth);

        // 50 points at a fifth of 100 a second.
        assertThat(budget.waitFor("Op", fifth)).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(2_500));
        assertThat(budget.waitFor("Op", live)).isZero();
    }

    @Test
    void aShopThatIsThrottledIsLeftAloneByAll() {
        CallClass live = new CallClass(new Permits(1, Runnable::run), 0, null);
        budget.putOff(Duration.ofSeconds(3));
        assertThat(budget.waitFor("Op", live)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
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
