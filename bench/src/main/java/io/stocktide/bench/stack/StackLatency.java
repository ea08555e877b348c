package io.stocktide.bench.stack;

import io.stocktide.bench.process.Waiting;
import io.stocktide.bench.runs.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes from the answer to an order or a sale until it is counted, and until Shopify hears of it.
 *
 * @param warmUp so many calls go in at full speed first, then {@link #SECONDS_BEFORE} of them at the rate
 * @param sends whether mutations are sent, or only formed
 */
record StackLatency(Path home, WholeStack.Starter starter, int warmUp, int seconds, boolean sends)
        implements Subject.Measurement {
    private static final Logger LOG = LoggerFactory.getLogger(StackLatency.class);
    private static final int COLUMNS = 14;
    private static final Duration AT_MOST = Duration.ofMinutes(5);
    private static final double PER_SECOND = 1_000;
    private static final double SECONDS_BEFORE = 45;
    private static final int CONNECTIONS = 64;

    @Override
    public double[] run(Path dir, long seed) throws Exception {
        Mix mix = new Mix(seed);
        Timeline timeline = new Timeline();
        try (Processes processes = new Processes()) {
            WholeStack stack = starter.start(home, dir, processes, timeline);
            StackLoad load =
                    new StackLoad(processes.stopAtEnd(new LoadClient(stack.webhooks(), CONNECTIONS)), stack, mix);
            load.run(warmUp, CONNECTIONS);
            StackThroughput.through(stack, mix, processes);
            OpenLoop.Sender sender = load.sender(timeline);
            OpenLoop.run(PER_SECOND, SECONDS_BEFORE, sender);
            timeline.begin();
            CpuUse use = CpuUse.since(processes);
            OpenLoop.Seen seen = OpenLoop.run(PER_SECOND, seconds, sender);
            CpuUse.Used used = use.used();
            Account.require("calls accepted", seen.offered(), seen.accepted());
            StackThroughput.through(stack, mix, processes);
            Waiting.until(AT_MOST, "all to be seen", () -> timeline.allHave(Timeline.Step.COUNTED));
            stack.check(mix.account());
            stack.settle(timeline);
            return seen.isOnTime() ? figures(seen, timeline, used) : none(seen);
        }
    }

    private static double[] none(OpenLoop.Seen seen) {
        LOG.warn("no figure: the load itself was {} ms behind its schedule", Math.round(seen.lagMillis()));
        double[] none = new double[COLUMNS];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private double[] figures(OpenLoop.Seen seen, Timeline timeline, CpuUse.Used used) {
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
            millis(sent, 99),
            used.micros(Part.ACCEPTING, seen.offered()),
            used.micros(Part.WORKING, seen.offered()),
            used.micros(Part.SENDING, seen.offered()),
            used.micros(Part.STORING, seen.offered()),
            1e6 / used.perCpuSecond(seen.offered())
        };
    }

    private static double millis(Histogram micros, double percentile) {
        return micros == null ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
    }
}
