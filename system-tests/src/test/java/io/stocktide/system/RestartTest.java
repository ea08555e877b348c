package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.simulator.http.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class RestartTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    void a_restart_keeps_the_stock_and_so_does_the_loss_of_the_state_directory() throws Exception {
        try (Stack stack = new Stack(
                dir,
                1,
                config -> config.seed(11).skus(15).orders(120).channelSales(40).manualEdits(5))) {
            stack.simulator().startTraffic();
            await().atMost(SOON).until(() -> stack.simulator().progress().quiet());
            assertThat(stack.agreement().agrees()).isTrue();
            Map<String, String> before = figures(stack);
            assertThat(before).hasSizeGreaterThan(10);

            stack.stopLocal();
            stack.startLocal();
            assertThat(figures(stack)).isEqualTo(before);

            stack.stopLocal();
            delete(dir.resolve("state"));
            stack.startLocal();
            assertThat(figures(stack)).isEqualTo(before);
            assertThat(stack.agreement().agrees()).isTrue();
        }
    }

    @Test
    void a_batch_whose_answer_was_lost_before_a_restart_is_applied_once() throws Exception {
        try (Stack stack = new Stack(dir, 1, config -> config.skus(10))) {
            int before = Sales.atShopify(stack);
            // The first try is applied and its answer lost, and so is the first retry: the next waits two seconds.
            stack.simulator().injectFault(SHOP, Faults.Kind.LOST_ANSWER, 2);
            Sales.sell(stack, "sale-1", 3);
            await().atMost(SOON).until(() -> stack.simulator().progress().mutationsApplied() == 1);
            assertThat(TopicReader.read(stack.bootstrapServers(), Topics.DELIVERIES))
                    .isEmpty();

            stack.stopLocal();
            stack.startLocal();

            assertThat(stack.agreement().agrees()).isTrue();
            assertThat(Sales.atShopify(stack)).isEqualTo(before - 3);
            assertThat(stack.simulator().progress().mutationsApplied()).isEqualTo(1);
            assertThat(stack.simulator().progress().mutationsReplayed()).isPositive();
            assertThat(TopicReader.read(stack.bootstrapServers(), Topics.DELIVERIES))
                    .hasSize(1);
        }
    }

    /** Every figure that REST gives: each level's, and each item's balance with its newest ledger row. */
    private static Map<String, String> figures(Stack stack) throws Exception {
        Map<String, String> figures = new TreeMap<>();
        String shop = "/v1/shops/" + SHOP;
        for (JsonNode item : stack.read(shop + "/stock?limit=500").path("items")) {
            String id = item.path("inventoryItemId").asText();
            item.path("levels")
                    .forEach(level -> figures.put(
                            id + " at " + level.path("locationId").asText(),
                            level.path("available").asText() + " / "
                                    + level.path("shopify").asText()));
            JsonNode ledger = stack.read(shop + "/stock/" + id + "/ledger?limit=1");
            figures.put(id, ledger.path("balance") + " " + ledger.path("rows"));
        }
        return figures;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
