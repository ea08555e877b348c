package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.progress.Progress;
import io.stocktide.standalone.cli.Stocktide;
import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.replay.Difference;
import io.stocktide.topology.replay.DryRun;
import io.stocktide.topology.streams.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class ReplayCommandTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @TempDir
    Path scratch;

    private Stack stack;

    @BeforeEach
    void traffic() throws Exception {
        stack = new Stack(
                dir,
                2,
                config -> config.seed(17).skus(15).orders(150).channelSales(60).manualEdits(20));
        stack.simulator().startTraffic();
        await().atMost(SOON).until(() -> stack.simulator().progress().quiet());
        assertThat(stack.agreement().agrees()).isTrue();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private static int run(String... args) {
        return Stocktide.run(args);
    }

    private List<String> batches() {
        return TopicReader.read(stack.bootstrapServers(), Topics.BATCHES).stream()
                .filter(batch -> batch != null)
                .map(Batch::batchId)
                .toList();
    }

    @Test
    void a_replay_ends_in_the_same_stock_and_tells_shopify_nothing_again() throws Exception {
        assumeFalse(ContainerBroker.isWanted(), "a container's data are not in the directory");
        Map<String, StockLevel> stock = StockFigures.of(stack);
        List<String> batches = batches();
        Progress before = stack.simulator().progress();
        assertThat(stock).hasSizeGreaterThan(20);
        assertThat(batches).isNotEmpty();

        stack.stopLocal();
        assertThat(run("replay", "--data-dir", dir.toString())).isZero();
        stack.startLocal();

        // A look-up that was due when all stopped is still answered, and takes doubts away from its level.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StockFigures.of(stack)).isEqualTo(stock));
        assertThat(stack.agreement().agrees()).isTrue();
        assertThat(batches()).containsExactlyInAnyOrderElementsOf(batches);
        assertThat(stack.simulator().progress().mutationsApplied()).isEqualTo(before.mutationsApplied());
        assertThat(stack.simulator().progress().mutationsReplayed()).isEqualTo(before.mutationsReplayed());
        assertThat(run("verify", "--bootstrap-servers", stack.bootstrapServers()))
                .isZero();

        // It is live again, not only alike.
        Sales.sell(stack, "sale-after", 2);
        assertThat(stack.agreement().agrees()).isTrue();
        assertThat(stack.simulator().progress().mutationsApplied()).isEqualTo(before.mutationsApplied() + 1);
    }

    @Test
    void a_replay_is_refused_while_a_topology_is_alive_and_nothing_is_written() {
        assertThat(run("replay", "--bootstrap-servers", stack.bootstrapServers()))
                .isEqualTo(2);

        assertThat(TopicReader.read(stack.bootstrapServers(), Topics.REPLAYS)).isEmpty();
        assertThat(TopicReader.read(stack.bootstrapServers(), Topics.BATCHES)).doesNotContainNull();
    }

    @Test
    void a_dry_run_of_the_same_rules_finds_nothing_and_leaves_nothing() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get();

            assertThat(run("replay", "--dry-run", "--bootstrap-servers", stack.bootstrapServers()))
                    .isZero();

            assertThat(admin.listTopics().names().get()).isEqualTo(topics);
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .noneMatch(group -> group.contains("dry-run"));
        }
        assertThat(TopicReader.read(stack.bootstrapServers(), Topics.REPLAYS)).isEmpty();
    }

    @Test
    void a_dry_run_names_the_skus_that_an_altered_rule_would_change() throws Exception {
        Item item = Sales.item(stack);
        assertThat(stack.webhook("newer", "inventory_levels/update", level(item, 12, "2030-01-01T10:00:10Z")))
                .isEqualTo(200);
        assertThat(stack.webhook("older", "inventory_levels/update", level(item, 7, "2030-01-01T10:00:00Z")))
                .isEqualTo(200);
        Map<String, String> client = Map.of("bootstrap.servers", stack.bootstrapServers());
        TopologySettings altered = TopologySettings.defaults().without(Safeguard.SNAPSHOT_RULE);
        try (DryRun run = new DryRun(client, "stocktide-topology", scratch, altered)) {
            List<Difference> differences = run.run(null, (done, total) -> {});

            assertThat(differences)
                    .filteredOn(each -> each.named().inventoryItemId() == item.id())
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.named().sku()).isNotBlank())
                    .anySatisfy(each -> {
                        assertThat(each.live().shopifyAvailable()).isEqualTo(12);
                        assertThat(each.rebuilt().shopifyAvailable()).isEqualTo(7);
                    });
        }
    }

    private static String level(Item item, long available, String updatedAt) {
        return "{\"inventory_item_id\":%d,\"location_id\":%d,\"available\":%d,\"updated_at\":\"%s\"}"
                .formatted(item.id(), Sales.location(item), available, updatedAt);
    }
}
