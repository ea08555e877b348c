package io.stocktide.bench.stack;

import io.stocktide.bench.process.Waiting;
import io.stocktide.bench.runs.Subject;
import java.nio.file.Path;
import java.time.Duration;

/** How fast orders and sales go in and are counted, and what that costs each part. Both sides take the same calls. */
record StackThroughput(Path home, WholeStack.Starter starter, int warmUp, int count) implements Subject.Measurement {
    private static final Duration AT_MOST = Duration.ofMinutes(5);
    /** As many as the connections of the load on ingest alone. */
    private static final int IN_FLIGHT = 256;

    @Override
    public double[] run(Path dir, long seed) throws Exception {
        Mix mix = new Mix(seed);
        try (Processes processes = new Processes()) {
            WholeStack stack = starter.start(home, dir, processes, null);
            StackLoad load =
                    new StackLoad(processes.stopAtEnd(new LoadClient(stack.webhooks(), IN_FLIGHT)), stack, mix);
            load.run(warmUp, IN_FLIGHT);
            through(stack, mix, processes);
            CpuUse use = CpuUse.since(processes);
            long began = System.nanoTime();
            load.run(count, IN_FLIGHT);
            through(stack, mix, processes);
            double seconds = (System.nanoTime() - began) / 1e9;
            CpuUse.Used used = use.used();
            long mebibytes = processes.peakMebibytes();
            stack.check(mix.account());
            return new double[] {
                count / seconds,
                used.micros(Part.ACCEPTING, count),
                used.micros(Part.WORKING, count),
                used.micros(Part.SENDING, count),
                used.micros(Part.STORING, count),
                used.perCpuSecond(count),
                mebibytes
            };
        }
    }

    /** Waits until all has been counted. */
    static void through(WholeStack stack, Mix mix, Processes processes) throws Exception {
        Waiting.until(AT_MOST, "all to be counted", () -> {
            processes.requireAlive();
            return stack.isThrough(mix.account());
        });
    }
}
