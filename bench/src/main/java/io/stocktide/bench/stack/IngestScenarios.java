package io.stocktide.bench.stack;

import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Subject;
import io.stocktide.bench.runs.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** How many webhooks are accepted, by Stocktide's ingest and by what would stand in its place. */
public final class IngestScenarios {
    static final String STOCKTIDE = "Stocktide ingest";
    static final String BULLMQ = "Fastify + BullMQ";

    private static final int MANY = 256;
    private static final int FEW = 32;

    private final Path home;
    private final int seconds;

    private IngestScenarios(Path home, boolean quick) {
        this.home = home;
        this.seconds = quick ? 5 : 10;
    }

    /**
     * @param home where {@code bin/launch} and {@code bench/peers} lie
     * @param quick whether half the time will do
     */
    public static List<Scenario> of(Path home, boolean quick) {
        IngestScenarios scenarios = new IngestScenarios(home, quick);
        return List.of(scenarios.closed(MANY), scenarios.closed(FEW), scenarios.open());
    }

    private Scenario closed(int connections) {
        List<Target> targets = List.of(
                Target.atLeast("accepted/s beside Fastify + BullMQ", 2.5, STOCKTIDE, 0, BULLMQ),
                Target.atLeast("accepted per CPU second beside Fastify + BullMQ", 2.5, STOCKTIDE, 4, BULLMQ));
        return new Scenario(
                "ingest-" + connections,
                "webhooks accepted, closed loop, %d connections".formatted(connections),
                List.of(
                        "accepted/s",
                        "p99 ms",
                        "server CPU µs",
                        "beside CPU µs",
                        "accepted per CPU second",
                        "wrk CPU µs"),
                List.of(0, 1, 1, 1, 0, 1),
                subjects(server -> new ClosedIngest(home, server, connections, seconds)),
                connections == MANY ? targets : List.of());
    }

    private Scenario open() {
        return new Scenario(
                "ingest-open",
                "webhooks accepted, constant rate, 80 %% of each one's own maximum at %d connections".formatted(MANY),
                List.of("maximum/s", "offered/s", "accepted/s", "p50 ms", "p99 ms", "max ms", "load CPU µs"),
                List.of(0, 0, 0, 1, 1, 1, 1),
                subjects(server -> new OpenIngest(home, server, MANY, seconds)),
                List.of(Target.atMost("p99 ms at 80 % of its maximum", 50, STOCKTIDE, 4)));
    }

    private static List<Subject> subjects(Function<WebhookServer, Subject.Measurement> measurement) {
        return List.of(
                new Subject(STOCKTIDE, measurement.apply(WebhookServer::stocktide)),
                new Subject(BULLMQ, measurement.apply(WebhookServer::bullMq)),
                new Subject("empty Javalin handler", measurement.apply(WebhookServer::empty)),
                new Subject("direct, API of 50 ms", measurement.apply(WebhookServer::direct)));
    }
}
