package io.stocktide.bench.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all runs of one scenario, by subject. */
public final class Results {
    private final Scenario scenario;
    private final Map<String, List<double[]>> bySubject = new LinkedHashMap<>();
    private final Map<String, List<Failure>> failures = new LinkedHashMap<>();

    public Results(Scenario scenario) {
        this.scenario = scenario;
        scenario.subjects().forEach(subject -> {
            bySubject.put(subject.name(), new ArrayList<>());
            failures.put(subject.name(), new ArrayList<>());
        });
    }

    public Scenario scenario() {
        return scenario;
    }

    /** Takes a run's figures, one for each column. */
    public void add(String subject, double... figures) {
        if (figures.length != scenario.columns().size()) {
            throw new IllegalArgumentException(subject + " gave " + figures.length + " figures");
        }
        bySubject.get(subject).add(figures.clone());
    }

    public void fail(String subject, Failure failure) {
        failures.get(subject).add(failure);
    }

    /** Each run's figures, in the order of the runs. */
    public List<double[]> of(String subject) {
        return List.copyOf(bySubject.get(subject));
    }

    public List<Failure> failuresOf(String subject) {
        return List.copyOf(failures.get(subject));
    }

    public boolean hasFailed() {
        return failures.values().stream().anyMatch(each -> !each.isEmpty());
    }

    /** NaN where no run has a figure. */
    public double median(String subject, int column) {
        double[] sorted = sorted(subject, column);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The least figure of any run; NaN where none has one. */
    public double least(String subject, int column) {
        double[] sorted = sorted(subject, column);
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /** The largest figure of any run; NaN where none has one. */
    public double most(String subject, int column) {
        double[] sorted = sorted(subject, column);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    private double[] sorted(String subject, int column) {
        return Arrays.stream(bySubject.get(subject).stream()
                        .mapToDouble(figures -> figures[column])
                        .filter(figure -> !Double.isNaN(figure))
                        .toArray())
                .sorted()
                .toArray();
    }

    /** What stands against the target's bound; NaN where it was not measured. */
    public double value(Target target) {
        double own = median(target.subject(), target.column());
        return target.beside() == null ? own : own / median(target.beside(), target.column());
    }

    public Outcome outcome(Target target) {
        double value = value(target);
        if (Double.isNaN(value)) {
            return Outcome.NOT_MEASURED;
        }
        return target.isMetBy(value) ? Outcome.MET : Outcome.MISSED;
    }

    /** What became of a target. */
    public enum Outcome {
        MET,
        MISSED,
        NOT_MEASURED;

        /** As tables say it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
