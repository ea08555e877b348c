package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.value.StockLevel;
import io.stocktide.simulator.progress.Progress;
import io.stocktide.standalone.cli.Stocktide;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of as much as a busy day of a shop leaves. */
@Tag("process")
class ReplayOfManyTest {
    private static final int ORDERS = 12_700;
    private static final int WEBHOOKS = 100_000;
    private static final Duration TRAFFIC = Duration.ofMinutes(8);

    @TempDir
    Path dir;

    @Test
    void after_a_hundred_thousand_webhooks_a_replay_ends_in_equal_stock_and_no_mutation() throws Exception {
        try (Stack stack = new Stack(
                dir, 2, config -> config.seed(31).skus(300).orders(ORDERS).channelSales(2_000))) {
            stack.simulator().startTraffic();
            await().atMost(TRAFFIC)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stack.simulator().progress().quiet());
            assertThat(stack.agreement().agrees()).isTrue();
            Progress before = stack.simulator().progress();
            assertThat(before.webhooksDelivered()).isGreaterThanOrEqualTo(WEBHOOKS);
            Map<String, StockLevel> stock = StockFigures.of(stack);

            stack.stopLocal();
            long startedNanos = System.nanoTime();
            assertThat(Stocktide.run("replay", "--data-dir", dir.toString())).isZero();
            System.out.printf(
                    "%,d webhooks replayed in %.1f s%n",
                    before.webhooksDelivered(), (System.nanoTime() - startedNanos) / 1e9);
            stack.startLocal();

            assertThat(stack.agreement().agrees()).isTrue();
            assertThat(StockFigures.of(stack)).isEqualTo(stock);
            assertThat(stack.simulator().progress().mutationsApplied()).isEqualTo(before.mutationsApplied());
            assertThat(stack.simulator().progress().mutationsReplayed()).isEqualTo(before.mutationsReplayed());
        }
    }
}
