package io.stocktide.simulator;

import static io.stocktide.simulator.Adjustment.ADJUST;
import static io.stocktide.simulator.Adjustment.change;
import static io.stocktide.simulator.Adjustment.input;
import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.config.FaultTimes;
import io.stocktide.simulator.config.Plan;
import io.stocktide.simulator.http.Faults.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final String SET = """
            mutation Count($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id }
                userErrors { field message code }
              }
            }""";

    private final Bench.HandClock clock = new Bench.HandClock();
    private final Bench bench = new Bench(config -> config.clock(clock)
            .plan(Plan.STANDARD)
            .keyLifetime(Duration.ofMinutes(1))
            .faultTimes(new FaultTimes(
                    Duration.ofSeconds(2), Duration.ofMillis(600), Duration.ofMillis(300), Duration.ofSeconds(10))));
    private final Item item = bench.item(0);
    private final int before = bench.available(item);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        bench.close();
    }

    private String adjustment() throws IOException {
        Map<String, Object> input = input(List.of(change(item.id(), bench.firstLocation(), -1, null)));
        return Listener.MAPPER.writeValueAsString(
                Map.of("query", ADJUST, "variables", Map.of("key", "k", "input", input)));
    }

    private HttpResponse<String> adjust() throws Exception {
        return bench.post(bench.simulator.config().adminToken(SHOP), adjustment());
    }

    private CompletableFuture<HttpResponse<String>> adjustLater(Duration timeout) throws Exception {
        URI url = URI.create(bench.simulator.adminUrl(SHOP) + "/admin/api/2026-10/graphql.json");
        return client.sendAsync(
                HttpRequest.newBuilder(url)
                        .timeout(timeout)
                        .header(
                                "X-Shopify-Access-Token",
                                bench.simulator.config().adminToken(SHOP))
                        .POST(HttpRequest.BodyPublishers.ofString(adjustment()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void fail(Kind... kinds) {
        for (Kind kind : kinds) {
            bench.simulator.injectFault(SHOP, kind, 1);
        }
    }

    @Test
    void a_lost_answer_was_applied_and_the_same_key_tells_so() throws Exception {
        fail(Kind.LOST_ANSWER);

        assertThat(adjust().statusCode()).isEqualTo(502);
        assertThat(bench.available(item)).isEqualTo(before - 1);
        assertThat(adjust().statusCode()).isEqualTo(200);
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }

    @Test
    void a_shop_that_is_unavailable_or_refuses_the_rate_applies_nothing() throws Exception {
        fail(Kind.UNAVAILABLE, Kind.TOO_MANY_REQUESTS);

        assertThat(adjust().statusCode()).isEqualTo(503);
        assertThat(adjust().headers().firstValue("Retry-After")).contains("1");
        assertThat(bench.available(item)).isEqualTo(before);
    }

    @Test
    void an_emptied_bucket_throttles_until_the_plan_has_restored_it() throws Exception {
        fail(Kind.THROTTLED);

        assertThat(adjust().body()).contains("\"THROTTLED\"", "\"restoreRate\":100.0", "\"maximumAvailable\":2000.0");
        assertThat(adjust().body()).contains("\"THROTTLED\"");
        assertThat(bench.available(item)).isEqualTo(before);
        clock.advance(Duration.ofSeconds(1));
        assertThat(adjust().body()).doesNotContain("THROTTLED");
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }

    @Test
    void a_reset_before_applies_nothing_and_one_after_has_applied() {
        fail(Kind.RESET_BEFORE);
        assertThatThrownBy(() -> adjustLater(Duration.ofSeconds(5)).get()).hasCauseInstanceOf(IOException.class);
        assertThat(bench.available(item)).isEqualTo(before);

        fail(Kind.RESET_AFTER);
        assertThatThrownBy(() -> adjustLater(Duration.ofSeconds(5)).get()).hasCauseInstanceOf(IOException.class);
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }

    @Test
    void a_hanging_request_holds_no_other_and_is_never_applied() throws Exception {
        fail(Kind.HANG);
        CompletableFuture<HttpResponse<String>> hanging = adjustLater(Duration.ofSeconds(10));
        await().until(() -> bench.simulator.faults().struck().containsKey(Kind.HANG));

        assertThat(bench.get("/progress").path("mutationCalls").asInt()).isZero();
        assertThat(hanging).isNotDone();
        assertThat(hanging.get().statusCode()).isEqualTo(503);
        assertThat(bench.available(item)).isEqualTo(before);
    }

    @Test
    void a_key_that_is_under_way_is_refused_and_then_applied_once() throws Exception {
        fail(Kind.KEY_UNDER_WAY);
        CompletableFuture<HttpResponse<String>> first = adjustLater(Duration.ofSeconds(5));
        await().until(() -> bench.simulator.faults().struck().containsKey(Kind.KEY_UNDER_WAY));

        assertThat(adjust().body()).contains("IDEMPOTENCY_CONCURRENT_REQUEST");
        assertThat(bench.available(item)).isEqualTo(before);
        assertThat(first.get().body()).contains("\"userErrors\":[]");
        assertThat(adjust().body()).contains("\"userErrors\":[]");
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }

    @Test
    void a_late_answer_was_applied_long_before_it_comes_and_a_slow_one_is_not() throws Exception {
        fail(Kind.LATE_ANSWER);
        CompletableFuture<HttpResponse<String>> late = adjustLater(Duration.ofSeconds(5));
        await().until(() -> bench.available(item) == before - 1);
        assertThat(late).isNotDone();
        assertThat(late.get().statusCode()).isEqualTo(200);

        bench.simulator.faults().slow(SHOP, Duration.ofMillis(200));
        long startNanos = System.nanoTime();
        assertThat(adjust().statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - startNanos).isGreaterThan(200_000_000);
    }

    @Test
    void a_level_that_someone_else_changes_in_between_makes_a_compare_and_set_stale() throws Exception {
        fail(Kind.STALE);
        Map<String, Object> row = Map.of(
                "inventoryItemId", "gid://shopify/InventoryItem/" + item.id(),
                "locationId", "gid://shopify/Location/" + bench.firstLocation(),
                "quantity", before + 50,
                "changeFromQuantity", before);
        Map<String, Object> input = Map.of("name", "available", "reason", "correction", "quantities", List.of(row));

        assertThat(bench.graphQl(SET, Map.of("key", "count", "input", input)).toString())
                .contains("CHANGE_FROM_QUANTITY_STALE");
        assertThat(bench.available(item)).isBetween(before - 1, before + 1).isNotEqualTo(before);
        assertThat(bench.simulator.mismatches()).isEmpty();
    }

    @Test
    void a_revoked_token_opens_nothing_until_it_is_restored() throws Exception {
        fail(Kind.TOKEN_REVOKED);
        assertThat(adjust().statusCode()).isEqualTo(401);
        assertThat(adjust().statusCode()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(10));
        assertThat(adjust().statusCode()).isEqualTo(200);

        bench.simulator.faults().revoke(SHOP);
        clock.advance(Duration.ofDays(1));
        assertThat(adjust().statusCode()).isEqualTo(401);
        bench.simulator.faults().restore(SHOP);
        assertThat(adjust().statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_past_its_lifetime_is_applied_again_and_the_oracle_says_so() throws Exception {
        assertThat(adjust().statusCode()).isEqualTo(200);
        assertThat(bench.get("/expectations").path("keysAppliedAgain")).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(adjust().statusCode()).isEqualTo(200);

        assertThat(bench.available(item)).isEqualTo(before - 2);
        assertThat(bench.simulator.progress().keysAppliedAgain()).isEqualTo(1);
        assertThat(bench.get("/expectations").path("keysAppliedAgain").toString())
                .isEqualTo("[{\"shop\":\"" + SHOP + "\",\"key\":\"k\",\"times\":2}]");
    }

    @Test
    void half_an_answer_ends_in_the_middle() throws Exception {
        fail(Kind.HALF_ANSWER);

        HttpResponse<String> half = adjust();

        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body()).startsWith("{").doesNotEndWith("}");
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }
}
