package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.Connection;
import io.stocktide.simulator.book.Item;
import io.stocktide.sink.ShopOffice;
import io.stocktide.sink.connect.ConnectEvents;
import io.stocktide.sink.connect.Connecting;
import io.stocktide.sink.connect.SubscriptionChange;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.shopify.ShopifySettings;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.cli.Stocktide;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop in which nothing of ours is installed yet, and which sells on meanwhile. */
@Tag("broker")
class ConnectTest {
    private static final int SKUS = 1_200;

    /** Breaks off as a killed process does: behind what it has journalled last. */
    private static final class CutOff extends RuntimeException {}

    /** Keeps what it is told, and breaks off where it is told to. */
    private static final class Watch implements ConnectEvents {
        private final long cutAt;
        private final List<SubscriptionChange> subscribed = new ArrayList<>();
        private final List<CatalogLoad> takenUp = new ArrayList<>();

        private Watch(long cutAt) {
            this.cutAt = cutAt;
        }

        @Override
        public void scopesGranted(List<String> scopes) {}

        @Override
        public void subscribed(SubscriptionChange change) {
            subscribed.add(change);
        }

        @Override
        public void subscriptionsStand(int topics, String url) {}

        @Override
        public void takenUpAgain(CatalogLoad load) {
            takenUp.add(load);
        }

        @Override
        public void shopifyReads(long variants, long expected) {}

        @Override
        public void loaded(CatalogLoad load) {
            if (load.variantsRead() >= cutAt && load.endedAt() == null) {
                throw new CutOff();
            }
        }
    }

    @TempDir
    Path dir;

    private Stack selling() {
        return new Stack(
                dir,
                1,
                config -> config.seed(5)
                        .skus(SKUS)
                        .connected(false)
                        .orders(300)
                        .ordersPerSecond(60)
                        .channelSales(60)
                        .manualEdits(10)
                        .maximumAvailable(20_000)
                        .restoreRate(1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000})
    void a_load_that_was_cut_off_is_taken_up_and_ends_in_shopifys_stock(long bulkFrom) throws Exception {
        try (Stack stack = selling()) {
            stack.simulator().startTraffic();
            LoadSettings settings = LoadSettings.defaults().with(bulkFrom, 100);
            Watch first = new Watch(500);
            assertThatThrownBy(() -> connect(stack, settings, first)).isInstanceOf(CutOff.class);

            Watch second = new Watch(Long.MAX_VALUE);
            Connecting.Outcome outcome = connect(stack, settings, second);

            assertThat(first.subscribed).hasSizeGreaterThan(10);
            assertThat(second.subscribed).isEmpty();
            assertThat(second.takenUp)
                    .singleElement()
                    .satisfies(load -> assertThat(load.variantsRead()).isBetween(500L, SKUS - 1L));
            assertThat(outcome.connection().state()).isEqualTo(Connection.State.CONNECTED);
            assertThat(outcome.report().items()).isEqualTo(SKUS);
            assertThat(outcome.report().duplicates()).hasSize(SKUS / 90);
            assertThat(outcome.report().locations()).isEqualTo(2);
            assertThat(outcome.connection().load().costPoints()).isGreaterThan(100);
            agrees(stack);
        }
    }

    @Test
    void the_command_connects_and_does_nothing_twice_and_disconnects() throws Exception {
        try (Stack stack = new Stack(dir, 1, config -> config.skus(60).connected(false))) {
            assertThat(shops(stack, "connect", "--webhook-url", stack.ingestUrl() + "/webhooks"))
                    .isZero();
            agrees(stack);
            assertThat(shops(stack, "connect")).isZero();
            assertThat(shops(stack, "check")).isZero();
            assertThat(shops(stack, "disconnect")).isZero();
            assertThat(shops(stack, "check")).isEqualTo(1);
            assertThat(shops(stack, "disconnect")).isEqualTo(2);
        }
    }

    @Test
    void what_changed_while_no_webhook_came_is_found_and_corrected() throws Exception {
        try (Stack stack =
                new Stack(dir, 1, config -> config.skus(60).connected(false).retryDelays(List.of()))) {
            assertThat(shops(stack, "connect", "--webhook-url", "http://127.0.0.1:1/webhooks"))
                    .isZero();
            Item tracked = stack.simulator().items(Stack.SHOP).stream()
                    .filter(Item::tracked)
                    .findFirst()
                    .orElseThrow();
            long location = stack.simulator().locations(Stack.SHOP).get(0).id();
            stack.simulator().manualEdit(Stack.SHOP, tracked.id(), location, 7);

            // Figures of one second are told apart only by what is read in a later one.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> shops(stack, "reconcile") == 0 && stack.count("stocktide.inventory.mismatches") == 1);

            agrees(stack);
            assertThat(stack.gauge("stocktide.inventory.mismatch.rate")).isBetween(0.001, 0.02);
        }
    }

    private static Connecting.Outcome connect(Stack stack, LoadSettings settings, Watch watch) {
        ShopifySettings shopify =
                ShopifySettings.defaults().withUrlTemplate(stack.simulator().url() + "/shops/{shop}");
        Map<String, String> kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        try (ShopOffice office = new ShopOffice(kafka, stack.shops(), shopify)) {
            return office.connect(Stack.SHOP, stack.ingestUrl() + "/webhooks", false, settings, watch);
        }
    }

    private int shops(Stack stack, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "shops",
                command,
                Stack.SHOP,
                "--bootstrap-servers",
                stack.bootstrapServers(),
                "--shops-file",
                dir.resolve("shops.json").toString(),
                "--shopify-url",
                stack.simulator().url() + "/shops/{shop}"));
        arguments.addAll(List.of(more));
        return Stocktide.run(arguments.toArray(String[]::new));
    }

    private static void agrees(Stack stack) throws InterruptedException {
        StockCheck.Outcome outcome = stack.agreement();
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.unexpected()).isZero();
        assertThat(outcome.levels()).isGreaterThan(60);
    }
}
