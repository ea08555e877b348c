package io.stocktide.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockCheckTest {
    private static final String SHOP = "a.myshopify.com";
    private static final String FIRST_PAGE = "/v1/shops/" + SHOP + "/stock?limit=500";

    private StubHttp stub;

    @BeforeEach
    void start() throws Exception {
        stub = new StubHttp()
                .says("/progress", "{'webhooksPending': 0, 'channelSalesPending': 0}")
                .says("/expectations", "{'mismatches': []}")
                .says("/traffic/pause", "{}")
                .says("/traffic/resume", "{}");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private void shopifyHolds(String items) {
        stub.says("/truth", "{'shops': {'" + SHOP + "': {'items': " + items + "}}}");
    }

    private void weHold(String... levels) {
        stub.says(FIRST_PAGE, "{'items': [{'levels': [" + String.join(",", levels) + "]}]}");
    }

    private static String level(long item, long location, String available, String status) {
        return "{'inventoryItemId': '%d', 'locationId': '%d', %s'unsettled': 0, 'status': '%s'}"
                .formatted(item, location, available == null ? "" : "'available': " + available + ", ", status);
    }

    private StockCheck check() {
        ShopConfig shop =
                new ShopConfig(SHOP, List.of(), List.of(new Secret("a-token"), new Secret("b")), Optional.empty());
        return new StockCheck(new SimulatorApi(stub.url()), stub.url(), ShopDirectory.of(List.of(shop)));
    }

    private Agreement agreement(Duration atMost) {
        return new Agreement(new SimulatorApi(stub.url()), check(), atMost);
    }

    @Test
    void the_same_figures_everywhere_agree() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5, '72': 0}}, '2': {'levels': {'71': null}}}");
        weHold(level(1, 71, "5", "in_sync"), level(1, 72, "0", "in_sync"), level(2, 71, null, "in_sync"));

        assertThat(check().compare()).isEqualTo(new StockCheck.Outcome(3, List.of(), 0, 0));
        assertThat(check().compare().agrees()).isTrue();
        assertThat(stub.asked()).contains("GET " + FIRST_PAGE + " Bearer a-token");
    }

    @Test
    void another_figure_a_missing_level_and_a_figure_of_what_is_not_counted_differ() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5, '72': 7}}, '2': {'levels': {'71': null}}}");
        weHold(level(1, 71, "4", "in_sync"), level(2, 71, "0", "in_sync"));

        StockCheck.Outcome outcome = check().compare();

        assertThat(outcome.differences())
                .containsExactly(
                        new Difference(SHOP, "1", "71", 4L, 5L, 0),
                        new Difference(SHOP, "1", "72", null, 7L, 0),
                        new Difference(SHOP, "2", "71", 0L, null, 0));
        assertThat(outcome.agrees()).isFalse();
    }

    @Test
    void every_page_is_read() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5}}, '2': {'levels': {'71': 6}}}");
        stub.says(FIRST_PAGE, "{'items': [{'levels': [" + level(1, 71, "5", "in_sync") + "]}], 'nextCursor': 'c1'}");
        stub.says(FIRST_PAGE + "&cursor=c1", "{'items': [{'levels': [" + level(2, 71, "6", "in_sync") + "]}]}");

        assertThat(check().compare().agrees()).isTrue();
    }

    @Test
    void what_shopify_has_not_been_told_yet_does_not_agree() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");
        weHold(level(1, 71, "5", "syncing"));

        assertThat(check().compare().pending()).isEqualTo(1);
        assertThat(check().compare().agrees()).isFalse();
    }

    @Test
    void a_level_of_shopifys_that_is_not_what_happened_does_not_agree() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");
        weHold(level(1, 71, "5", "in_sync"));
        stub.says("/expectations", "{'mismatches': [{}, {}]}");

        assertThat(check().compare().unexpected()).isEqualTo(2);
        assertThat(check().compare().agrees()).isFalse();
    }

    @Test
    void nothing_compared_is_no_agreement() throws Exception {
        stub.says("/truth", "{'shops': {}}");

        assertThat(check().compare().agrees()).isFalse();
    }

    @Test
    void a_read_that_is_refused_is_no_comparison() {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");

        assertThatThrownBy(check()::compare).isInstanceOf(IOException.class).hasMessageContaining("answered 404");
    }

    @Test
    void agreement_is_waited_for() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");
        weHold(level(1, 71, "4", "in_sync"));
        List<String> said = new ArrayList<>();

        StockCheck.Outcome outcome = agreement(Duration.ofSeconds(30)).await(line -> {
            said.add(line);
            weHold(level(1, 71, "5", "in_sync"));
        });

        assertThat(outcome.agrees()).isTrue();
        assertThat(said).singleElement().satisfies(line -> assertThat(line).contains("1 still settle"));
    }

    @Test
    void a_difference_that_stays_is_told_once_the_time_is_over() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");
        weHold(level(1, 71, "4", "in_sync"));

        StockCheck.Outcome outcome = agreement(Duration.ofMillis(600)).await(line -> {});

        assertThat(outcome.differences()).hasSize(1);
    }

    @Test
    void nothing_is_compared_while_webhooks_are_on_their_way() {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");
        weHold(level(1, 71, "5", "in_sync"));
        stub.says("/progress", "{'webhooksPending': 3, 'channelSalesPending': 0}");

        assertThatThrownBy(() -> agreement(Duration.ofMillis(600)).await(line -> {}))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("still on their way");
        assertThat(stub.asked()).noneMatch(request -> request.contains("/truth"));
    }

    @Test
    void a_service_that_is_away_is_waited_for_and_then_named() {
        Agreement agreement = new Agreement(new SimulatorApi("http://127.0.0.1:1"), check(), Duration.ofMillis(600));

        assertThatThrownBy(() -> agreement.await(line -> {}))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void traffic_is_held_for_the_comparison_and_goes_on_after_it() throws Exception {
        shopifyHolds("{'1': {'levels': {'71': 5}}}");
        weHold(level(1, 71, "5", "in_sync"));

        agreement(Duration.ofSeconds(30)).awaitPaused(line -> {});

        assertThat(stub.asked()).startsWith("POST /traffic/pause").endsWith("POST /traffic/resume");
    }
}
