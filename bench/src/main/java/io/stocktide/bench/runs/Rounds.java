package io.stocktide.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs all scenarios round by round, the subjects of each in turns, so that whatever the machine does meanwhile meets all
 * alike; who comes first changes from round to round.
 */
public final class Rounds {
    /**
     * How it is run.
     *
     * @param runs of each subject
     * @param seed of the first round; each next has the next
     * @param atMost no run begins later than this
     * @param work for the directories of the runs
     */
    public record Plan(int runs, long seed, Duration atMost, Path work) {
        public Plan {
            if (runs < 1) {
                throw new IllegalArgumentException("at least one run is needed");
            }
        }
    }

    private final Plan plan;
    private final List<Results> results;
    private final Consumer<String> progress;
    private final LongSupplier nanoTime;
    private final int planned;
    private long beganNanos;
    private int done;
    private int skipped;

    /** @param progress hears a line before and after each run */
    public Rounds(Plan plan, List<Scenario> scenarios, Consumer<String> progress) {
        this(plan, scenarios, progress, System::nanoTime);
    }

    Rounds(Plan plan, List<Scenario> scenarios, Consumer<String> progress, LongSupplier nanoTime) {
        this.plan = plan;
        this.results = scenarios.stream().map(Results::new).toList();
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.planned = plan.runs()
                * scenarios.stream()
                        .mapToInt(scenario -> scenario.subjects().size())
                        .sum();
    }

    /** Returns what was measured, by scenario; what failed or was left out for want of time is said there or here. */
    public List<Results> run() throws IOException, InterruptedException {
        beganNanos = nanoTime.getAsLong();
        for (int round = 0; round < plan.runs(); round++) {
            for (Results each : results) {
                for (Subject subject : rotated(each.scenario().subjects(), round)) {
                    runOrSkip(each, subject, round);
                }
            }
        }
        if (skipped > 0) {
            progress.accept("%d of %d runs were left out, since the time was over".formatted(skipped, planned));
        }
        return results;
    }

    /** How many runs were left out since the time was over. */
    public int skipped() {
        return skipped;
    }

    /** The same subjects, each as often the first as any other. */
    static List<Subject> rotated(List<Subject> subjects, int round) {
        List<Subject> rotated = new ArrayList<>(subjects);
        Collections.rotate(rotated, -round);
        return rotated;
    }

    private void runOrSkip(Results into, Subject subject, int round) throws IOException, InterruptedException {
        if (nanoTime.getAsLong() - beganNanos >= plan.atMost().toNanos()) {
            skipped++;
            return;
        }
        String name = "round %d of %d, %s: %s"
                .formatted(round + 1, plan.runs(), into.scenario().id(), subject.name());
        progress.accept(name + left());
        Path dir = Files.createDirectories(
                plan.work().resolve("%s-%d-%d".formatted(into.scenario().id(), round + 1, done)));
        String outcome = measured(into, subject, dir, plan.seed() + round);
        done++;
        progress.accept("  " + outcome);
    }

    private String measured(Results into, Subject subject, Path dir, long seed)
            throws IOException, InterruptedException {
        try {
            double[] figures = subject.measurement().run(dir, seed);
            into.add(subject.name(), figures);
            delete(dir);
            return said(into.scenario(), figures);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            into.fail(subject.name(), new Failure(why, dir));
            return "FAILED: " + why + " (logs in " + dir + ")";
        }
    }

    private String left() {
        int left = planned - done - skipped;
        if (done == 0) {
            return " (%d runs left)".formatted(left);
        }
        double minutes = (nanoTime.getAsLong() - beganNanos) / 6e10;
        return " (%d runs left, about %.0f minutes)".formatted(left, Math.ceil(minutes / done * left));
    }

    private static String said(Scenario scenario, double[] figures) {
        return IntStream.range(0, figures.length)
                .filter(column -> !Double.isNaN(figures[column]))
                .mapToObj(column -> scenario.columns().get(column) + " "
                        + String.format(Locale.ROOT, "%,." + scenario.decimals().get(column) + "f", figures[column]))
                .collect(Collectors.joining(", "));
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path each : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
