package io.stocktide.simulator;

import static io.stocktide.simulator.Adjustment.ADJUST;
import static io.stocktide.simulator.Adjustment.change;
import static io.stocktide.simulator.Adjustment.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Mismatch;
import io.stocktide.simulator.config.SimulatorConfigBuilder;
import io.stocktide.simulator.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static SimulatorConfigBuilder busy(SimulatorConfigBuilder config) {
        return config.seed(42)
                .shops(2)
                .orders(200)
                .cancelShare(0.2)
                .refundShare(0.3)
                .editShare(0.2)
                .manualEdits(20)
                .channelSales(60)
                .duplicateShare(0.1)
                .reorderShare(0.2)
                .maxReorderDelayMillis(50);
    }

    @Test
    void aRunEndsQuietAndOnlyMarketplaceEventsAreStillToReachTheLevels() {
        try (Bench bench = new Bench(TrafficTest::busy)) {
            bench.simulator.startTraffic();
            bench.awaitQuiet();

            Progress progress = bench.simulator.progress();
            assertThat(progress.orders()).isEqualTo(200);
            assertThat(progress.cancels()).isPositive();
            assertThat(progress.refunds()).isPositive();
            assertThat(progress.edits()).isPositive();
            assertThat(progress.fulfilments()).isPositive();
            assertThat(progress.manualEdits()).isPositive();
            assertThat(progress.channelSales()).isEqualTo(60);
            assertThat(progress.webhooksDelivered()).isEqualTo(progress.webhooksTriggered());
            Set<String> sold = bench.listener.channelEvents.stream()
                    .flatMap(e ->
                            java.util.stream.StreamSupport.stream(e.get("lines").spliterator(), false))
                    .map(line -> line.get("locationId").asText())
                    .collect(Collectors.toSet());
            assertThat(bench.simulator.mismatches())
                    .isNotEmpty()
                    .allMatch(m -> sold.contains(Long.toString(m.locationId())));
        }
    }

    @Test
    void levelsMeetExpectationsOnceEveryMarketplaceEventIsPushedExactlyOnce() {
        try (Bench bench = new Bench(config -> busy(config).shops(1).plainSaleShare(0.25))) {
            bench.simulator.startTraffic();
            bench.awaitQuiet();
            assertThat(bench.simulator.mismatches()).isNotEmpty();

            bench.listener.channelEvents.stream().distinct().forEach(event -> push(bench, event));

            assertThat(bench.simulator.mismatches()).isEmpty();
        }
    }

    /** What a sync would do: one adjustment an event, keyed by the event's own key. */
    private static void push(Bench bench, JsonNode event) {
        boolean raises =
                Set.of("return", "adjustment").contains(event.get("type").asText());
        List<Map<String, Object>> changes = new ArrayList<>();
        for (JsonNode line : event.get("lines")) {
            long item = line.has("inventoryItemId")
                    ? line.get("inventoryItemId").asLong()
                    : bench.simulator.items(Bench.SHOP).stream()
                            .filter(i -> i.sku().equals(line.get("sku").asText()))
                            .findFirst()
                            .orElseThrow()
                            .id();
            int quantity = line.get("quantity").asInt();
            changes.add(change(item, line.get("locationId").asLong(), raises ? quantity : -quantity, null));
            if (line.has("toLocationId")) {
                changes.add(change(item, line.get("toLocationId").asLong(), quantity, null));
            }
        }
        bench.graphQl(ADJUST, Map.of("key", event.get("idempotencyKey").asText(), "input", input(changes)));
    }

    @Test
    void withoutAMarketplaceTheLevelsAreWhatHappened() {
        try (Bench bench = new Bench(config -> busy(config).channelSales(0))) {
            bench.simulator.startTraffic();
            bench.awaitQuiet();

            assertThat(bench.simulator.mismatches()).isEmpty();
            JsonNode expectations = bench.get("/expectations");
            assertThat(expectations.get("checked").asInt()).isGreaterThan(100);
        }
    }

    @Test
    void theSameSeedGivesTheSameHappenings() {
        assertThat(orderIds(7)).isEqualTo(orderIds(7)).isNotEqualTo(orderIds(8));
    }

    private static List<String> orderIds(long seed) {
        try (Bench bench =
                new Bench(config -> busy(config).seed(seed).orders(60).channelSales(0))) {
            bench.simulator.startTraffic();
            bench.awaitQuiet();
            return bench.listener.webhooks.stream()
                    .filter(w -> w.topic().startsWith("orders/") || w.topic().startsWith("refunds/"))
                    .map(w -> w.shop() + " " + w.topic() + " " + w.id() + " "
                            + w.body().path("line_items").size())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aMarketplaceEventIsReportedUntilItIsAcceptedWithOneKeyAndOneBody() {
        Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
        try (Bench bench = new Bench(config -> busy(config).orders(20).channelSales(20))) {
            bench.listener.channelAnswer =
                    event -> refusedOnce.add(event.get("idempotencyKey").asText()) ? 503 : 202;
            bench.simulator.startTraffic();
            bench.awaitQuiet();

            var byKey = bench.listener.channelEvents.stream()
                    .collect(Collectors.groupingBy(e -> e.get("idempotencyKey").asText()));
            assertThat(byKey).hasSize(20);
            assertThat(byKey.values()).allSatisfy(sends -> {
                assertThat(sends).hasSizeGreaterThanOrEqualTo(2);
                assertThat(sends.stream().distinct()).hasSize(1);
            });
            assertThat(bench.listener.authorizations).allMatch(a -> a.startsWith("Bearer mkt_"));
        }
    }

    @Test
    void trafficWaitsWhileTheBacklogIsFullAndGoesOnAfterwards() {
        try (Bench bench = new Bench(config -> busy(config)
                .maxBacklog(50)
                .retryDelays(java.util.Collections.nCopies(100, java.time.Duration.ofMillis(50))))) {
            bench.listener.answer = w -> 503;
            bench.simulator.startTraffic();
            await().until(() -> bench.simulator.progress().webhooksPending() >= 50);
            assertThat(bench.simulator.progress().webhooksPending()).isLessThan(120);

            bench.listener.answer = w -> 200;
            bench.awaitQuiet();
            assertThat(bench.simulator.progress().webhooksLost()).isZero();
        }
    }

    @Test
    void theControlApiPausesTrafficAndTellsTheTruth() {
        try (Bench bench = new Bench(config -> busy(config).orders(0).ordersPerSecond(200))) {
            bench.simulator.startTraffic();
            await().until(() -> bench.get("/progress").get("orders").asInt() > 5);
            bench.simulator.pauseTraffic();
            bench.awaitDelivered();

            assertThat(bench.get("/progress").get("trafficDone").asBoolean()).isFalse();
            String level = "/shops/" + Bench.SHOP + "/items/" + bench.item(0).id() + "/levels/" + bench.firstLocation();
            // A step that had begun when traffic was paused is still finished.
            await().until(() -> bench.get("/truth").at(level).asInt() == bench.available(bench.item(0)));
            long orders = bench.get("/progress").get("orders").asLong();
            bench.simulator.resumeTraffic();
            await().until(() -> bench.get("/progress").get("orders").asLong() > orders);
        }
    }

    @Test
    void mismatchesNameTheLevel() {
        try (Bench bench = new Bench(config -> config)) {
            bench.simulator.journalChannelDelta(Bench.SHOP, bench.item(0).id(), bench.firstLocation(), -2);

            int available = bench.available(bench.item(0));
            assertThat(bench.simulator.mismatches())
                    .containsExactly(new Mismatch(
                            Bench.SHOP, bench.item(0).id(), bench.firstLocation(), available - 2, available));
        }
    }
}
