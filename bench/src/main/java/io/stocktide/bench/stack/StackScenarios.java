package io.stocktide.bench.stack;

import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Subject;
import io.stocktide.bench.runs.Target;
import java.nio.file.Path;
import java.util.List;

/** From a webhook to stock and to the mutation, over all processes that it takes. */
public final class StackScenarios {
    static final String STOCKTIDE = "Stocktide";
    static final String BULLMQ = "Fastify + BullMQ";

    /** A minute or two; compilers of five JVMs on two cores are not quite at rest then. */
    private static final int WARM_UP = 300_000;

    /** Less, since more follows at the rate that is measured. */
    private static final int WARM_UP_BEFORE_RATE = 100_000;

    private StackScenarios() {}

    /**
     * @param home where {@code bin/launch} and {@code bench/peers} lie
     * @param quick whether less will do
     */
    public static List<Scenario> of(Path home, boolean quick) {
        return List.of(throughput(home, quick), latency(home, quick));
    }

    private static Scenario throughput(Path home, boolean quick) {
        int warmUp = quick ? 30_000 : WARM_UP;
        int count = quick ? 20_000 : 60_000;
        return new Scenario(
                "stack",
                "webhook to stock and mutation formed, at full speed; each tenth a channel's sale",
                List.of(
                        "orders/s",
                        "accepting CPU µs",
                        "working CPU µs",
                        "sending CPU µs",
                        "log CPU µs",
                        "orders per CPU second",
                        "memory MiB"),
                List.of(0, 1, 1, 1, 1, 0, 0),
                List.of(
                        new Subject(STOCKTIDE, new StackThroughput(home, StocktideStack::start, warmUp, count)),
                        new Subject(BULLMQ, new StackThroughput(home, BullMqStack::start, warmUp, count))),
                List.of(Target.atLeast("orders per CPU second beside Fastify + BullMQ", 2, STOCKTIDE, 5, BULLMQ)));
    }

    private static Scenario latency(Path home, boolean quick) {
        int warmUp = quick ? 30_000 : WARM_UP_BEFORE_RATE;
        int seconds = quick ? 10 : 20;
        return new Scenario(
                "stack-latency",
                "from accepted to counted, and to the mutation, at 1,000 orders/s; each tenth a channel's sale",
                List.of(
                        "accepted/s",
                        "answer p50 ms",
                        "answer p99 ms",
                        "counted p50 ms",
                        "counted p99 ms",
                        "formed p50 ms",
                        "formed p99 ms",
                        "sent p50 ms",
                        "sent p99 ms",
                        "accepting CPU µs",
                        "working CPU µs",
                        "sending CPU µs",
                        "log CPU µs",
                        "CPU µs"),
                List.of(0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0),
                List.of(
                        new Subject(STOCKTIDE, new StackLatency(home, StocktideStack::start, warmUp, seconds, true)),
                        new Subject(BULLMQ, new StackLatency(home, BullMqStack::start, warmUp, seconds, false))),
                List.of(
                        Target.atMost("p50 ms from accepted to mutation sent", 60, STOCKTIDE, 7),
                        Target.atMost("p99 ms from accepted to mutation sent", 250, STOCKTIDE, 8)));
    }
}
