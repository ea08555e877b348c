package io.stocktide.bench.stack;

import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Subject;
import io.stocktide.bench.runs.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How many webhooks are accepted, by Stocktide's ingest and by what would stand in its place. */
public final class IngestScenarios {
    private static final String STOCKTIDE = "Stocktide ingest";
    private static final String BULLMQ = "Fastify + BullMQ";
    private static final int MANY = 256;
    private static final int FEW = 32;

    private static final List<String> CLOSED =
            List.of("accepted/s", "p99 ms", "server CPU µs", "beside CPU µs", "accepted per CPU second");
    private static final List<Integer> CLOSED_DECIMALS = List.of(0, 1, 1, 1, 0);
    private static final List<String> AT_80 = List.of(
            "at 80 %: offered/s", "at 80 %: accepted/s", "at 80 %: p50 ms", "at 80 %: p99 ms", "at 80 %: max ms");
    private static final List<Integer> AT_80_DECIMALS = List.of(0, 0, 1, 1, 1);

    private final Path home;
    private final boolean quick;

    private IngestScenarios(Path home, boolean quick) {
        this.home = home;
        this.quick = quick;
    }

    /**
     * @param home where {@code bin/launch} and {@code bench/peers} lie
     * @param quick whether less will do
     */
    public static List<Scenario> of(Path home, boolean quick) {
        IngestScenarios scenarios = new IngestScenarios(home, quick);
        return quick ? List.of(scenarios.many()) : List.of(scenarios.many(), scenarios.few());
    }

    private Scenario many() {
        return new Scenario(
                "ingest-" + MANY,
                "webhooks accepted over " + MANY + " connections, and at a constant rate of 80 % of that",
                joined(CLOSED, AT_80),
                joined(CLOSED_DECIMALS, AT_80_DECIMALS),
                List.of(
                        subject(STOCKTIDE, WebhookServer::stocktide, MANY),
                        subject(BULLMQ, WebhookServer::bullMq, MANY),
                        subject("empty Javalin handler", WebhookServer::empty, MANY),
                        subject("direct, API of 50 ms", WebhookServer::direct, MANY)),
                List.of(
                        Target.atLeast("accepted/s beside " + BULLMQ, 2.5, STOCKTIDE, 0, BULLMQ),
                        Target.atLeast("accepted per CPU second beside " + BULLMQ, 2.5, STOCKTIDE, 4, BULLMQ),
                        Target.atMost("p99 ms at 80 % of its maximum", 50, STOCKTIDE, 8)));
    }

    private Scenario few() {
        return new Scenario(
                "ingest-" + FEW,
                "webhooks accepted over " + FEW + " connections",
                CLOSED,
                CLOSED_DECIMALS,
                List.of(subject(STOCKTIDE, WebhookServer::stocktide, FEW), subject(BULLMQ, WebhookServer::bullMq, FEW)),
                List.of());
    }

    private Subject subject(String name, WebhookServer server, int connections) {
        // A JVM is warm by then; whatever needs less has it too.
        int warmUpSeconds = quick ? 6 : 20;
        int seconds = quick ? 4 : 10;
        return new Subject(name, new Ingesting(home, server, connections, warmUpSeconds, seconds, connections == MANY));
    }

    private static <T> List<T> joined(List<T> one, List<T> another) {
        return Stream.concat(one.stream(), another.stream()).toList();
    }
}
