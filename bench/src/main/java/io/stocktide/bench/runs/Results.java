package io.stocktide.bench.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of all runs of one scenario, by subject. */
public final class Results {
    private final Scenario scenario;
    private final Map<String, List<double[]>> bySubject = new LinkedHashMap<>();

    public Results(Scenario scenario) {
        this.scenario = scenario;
        scenario.subjects().forEach(subject -> bySubject.put(subject.name(), new ArrayList<>()));
    }

    public Scenario scenario() {
        return scenario;
    }

    void add(Subject subject, double[] figures) {
        if (figures.length != scenario.columns().size()) {
            throw new IllegalArgumentException(subject.name() + " gave " + figures.length + " figures");
        }
        bySubject.get(subject.name()).add(figures.clone());
    }

    /** Each run's figures, in the order of the runs. */
    public List<double[]> of(String subject) {
        return List.copyOf(bySubject.get(subject));
    }

    /** NaN where no run has a figure. */
    public double median(String subject, int column) {
        double[] sorted = bySubject.get(subject).stream()
                .mapToDouble(figures -> figures[column])
                .filter(figure -> !Double.isNaN(figure))
                .toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What stands against the target's bound. */
    public double value(Target target) {
        double own = median(target.subject(), target.column());
        return target.beside() == null ? own : own / median(target.beside(), target.column());
    }
}
