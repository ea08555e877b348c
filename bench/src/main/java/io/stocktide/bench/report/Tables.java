package io.stocktide.bench.report;

import io.stocktide.bench.runs.Failure;
import io.stocktide.bench.runs.Results;
import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Subject;
import io.stocktide.bench.runs.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** A table for each scenario, medians with their spread, and one of all targets. */
public final class Tables {
    private static final String NOTHING = "–";

    private final List<Results> results;

    public Tables(List<Results> results) {
        this.results = List.copyOf(results);
    }

    /** For a terminal. */
    public String text() {
        return written("", Table::text);
    }

    public String markdown() {
        return written("### ", Table::markdown);
    }

    private String written(String heading, Function<Table, String> write) {
        StringBuilder text = new StringBuilder();
        for (Results each : results) {
            text.append(heading).append(title(each.scenario())).append("\n\n");
            text.append(write.apply(figures(each))).append('\n');
            failures(each).forEach(line -> text.append(line).append("\n\n"));
        }
        if (targets().findAny().isPresent()) {
            text.append(heading).append("Targets\n\n").append(write.apply(targetTable()));
        }
        return text.toString();
    }

    private static String title(Scenario scenario) {
        return scenario.id() + ": " + scenario.title() + "; medians (least–most)";
    }

    private static Table figures(Results results) {
        Scenario scenario = results.scenario();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(scenario.columns());
        head.add("runs");
        Table table = new Table(head);
        for (Subject subject : scenario.subjects()) {
            List<String> row = new ArrayList<>(List.of(subject.name()));
            for (int column = 0; column < scenario.columns().size(); column++) {
                row.add(cell(results, subject.name(), column));
            }
            row.add(runs(results, subject.name()));
            table.row(row);
        }
        return table;
    }

    private static String runs(Results results, String subject) {
        int failed = results.failuresOf(subject).size();
        String runs = Integer.toString(results.of(subject).size());
        return failed == 0 ? runs : runs + ", " + failed + " failed";
    }

    private static String cell(Results results, String subject, int column) {
        int decimals = results.scenario().decimals().get(column);
        String median = number(results.median(subject, column), decimals);
        if (results.of(subject).size() < 2 || median.equals(NOTHING)) {
            return median;
        }
        return "%s (%s–%s)"
                .formatted(
                        median,
                        number(results.least(subject, column), decimals),
                        number(results.most(subject, column), decimals));
    }

    private static Stream<String> failures(Results results) {
        return results.scenario().subjects().stream()
                .flatMap(subject ->
                        results.failuresOf(subject.name()).stream().map(failure -> failure(subject.name(), failure)));
    }

    private static String failure(String subject, Failure failure) {
        return "FAILED: %s: %s (logs in %s)".formatted(subject, failure.why(), failure.dir());
    }

    private Stream<Results> targets() {
        return results.stream().filter(each -> !each.scenario().targets().isEmpty());
    }

    private Table targetTable() {
        Table table = new Table(List.of("what", "bound", "value", "outcome"));
        targets().forEach(each -> each.scenario().targets().forEach(target -> table.row(target(each, target))));
        return table;
    }

    private static List<String> target(Results results, Target target) {
        boolean ratio = target.beside() != null;
        int decimals = ratio ? 2 : results.scenario().decimals().get(target.column());
        String unit = ratio ? " ×" : "";
        String value = number(results.value(target), decimals);
        return List.of(
                results.scenario().id() + ": " + target.what(),
                (target.atLeast() ? "≥ " : "≤ ") + number(target.bound(), decimals) + unit,
                value.equals(NOTHING) ? value : value + unit,
                results.outcome(target).label());
    }

    private static String number(double figure, int decimals) {
        return Double.isNaN(figure) ? NOTHING : String.format(Locale.ROOT, "%,." + decimals + "f", figure);
    }
}
