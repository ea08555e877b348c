package io.stocktide.bench.stack;

import io.stocktide.bench.process.Waiting;
import io.stocktide.bench.runs.Subject;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long it takes from the answer to an order or a sale until it is counted, and until Shopify hears of it. */
record StackLatency(
        Path home, WholeStack.Starter starter, double perSecond, int warmUpSeconds, int seconds, boolean sends)
        implements Subject.Measurement {
    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 64;

    @Override
    public double[] run(Path dir, long seed) throws Exception {
        Mix mix = new Mix(seed);
        Timeline timeline = new Timeline();
        try (Processes processes = new Processes();
                LoadClient client = new LoadClient(CONNECTIONS)) {
            WholeStack stack = starter.start(home, dir, processes, timeline);
            OpenLoop.Sender sender = new StackLoad(client, stack, mix).sender(timeline);
            OpenLoop.run(perSecond, warmUpSeconds, sender);
            timeline.begin();
            OpenLoop.Seen seen = OpenLoop.run(perSecond, seconds, sender);
            Account.require("calls accepted", seen.offered(), seen.accepted());
            Waiting.until(AT_MOST, "all to be counted", () -> {
                processes.requireAlive();
                return stack.isThrough(mix.account()) && timeline.allHave(Timeline.Step.COUNTED);
            });
            stack.check(mix.account());
            stack.settle(timeline);
            return figures(seen, timeline);
        }
    }

    private double[] figures(OpenLoop.Seen seen, Timeline timeline) {
        Histogram counted = timeline.micros(Timeline.Step.COUNTED, false);
        Histogram formed = timeline.micros(Timeline.Step.FORMED, true);
        Histogram sent = sends ? timeline.micros(Timeline.Step.SENT, true) : null;
        return new double[] {
            seen.acceptedPerSecond(),
            seen.millisAt(50),
            seen.millisAt(99),
            millis(counted, 50),
            millis(counted, 99),
            millis(formed, 50),
            millis(formed, 99),
            millis(sent, 50),
            millis(sent, 99)
        };
    }

    private static double millis(Histogram micros, double percentile) {
        return micros == null ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
    }
}
