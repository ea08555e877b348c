package io.stocktide.system.simulation;

import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.streams.TopologySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lives a life, lets it come to rest, replays it, and says what does not hold. */
final class Simulation {
    private static final Duration TO_SHRINK = Duration.ofSeconds(60);
    private static final int MAX_LINES = 300;

    private final TopologySettings settings;

    Simulation(Safeguard... missing) {
        this.settings = TopologySettings.defaults().without(missing);
    }

    /** What does not hold; empty where all does. */
    List<String> faults(Life life) {
        try (Run run = new Run(life, settings, false)) {
            run.live(life.steps());
            run.comeToRest();
            List<String> faults = new ArrayList<>(Verdicts.of(run));
            faults.addAll(Replay.faults(run, new Random(life.seed()), settings));
            return faults;
        }
    }

    /** The shortest life found that fails, too. */
    Life shrink(Life life) {
        return life.with(
                Shrinker.shrink(life.steps(), steps -> !faults(life.with(steps)).isEmpty(), TO_SHRINK));
    }

    /** For whoever has to understand why a life fails. */
    String report(Life life) {
        Life least = shrink(life);
        StringBuilder report = new StringBuilder();
        report.append("seed ").append(life.seed()).append(", run it alone with:\n");
        report.append("mvn -q verify -pl system-tests -am -Dtest=SimulationTest -Dseed=")
                .append(life.seed())
                .append(" -Dsurefire.failIfNoSpecifiedTests=false\n");
        report.append(String.join("\n", faults(least))).append("\n");
        report.append("steps left of ").append(life.steps().size()).append(": ");
        report.append(least.steps().stream().map(Step::kind).toList()).append("\n");
        try (Run run = new Run(least, settings, true)) {
            run.live(least.steps());
            run.comeToRest();
            List<String> lines = run.trace().lines();
            lines.stream()
                    .skip(Math.max(0, lines.size() - MAX_LINES))
                    .forEach(line -> report.append(line).append("\n"));
        }
        return report.toString();
    }
}
