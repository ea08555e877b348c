package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.standalone.check.StockCheck;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class AgreementTest {
    @TempDir
    Path dir;

    private static Stack busy(Path dir) {
        return new Stack(
                dir,
                2,
                config -> config.seed(7)
                        .skus(20)
                        .orders(300)
                        .channelSales(80)
                        .manualEdits(10)
                        .maxReorderDelayMillis(300)
                        .maximumAvailable(20_000)
                        .restoreRate(1000));
    }

    private static void awaitQuiet(Stack stack) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> stack.simulator().progress().quiet());
    }

    @Test
    void webhooks_late_twice_and_out_of_order_end_in_shopifys_stock() throws Exception {
        try (Stack stack = busy(dir)) {
            stack.simulator().startTraffic();
            awaitQuiet(stack);

            StockCheck.Outcome outcome = stack.agreement();
            assertThat(outcome.differences()).isEmpty();
            assertThat(outcome.unexpected()).isZero();
            assertThat(outcome.levels()).isGreaterThan(60);
            assertThat(stack.simulator().progress().mutationsApplied()).isPositive();
        }
    }
}
