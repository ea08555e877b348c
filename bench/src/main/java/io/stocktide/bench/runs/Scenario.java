package io.stocktide.bench.runs;

import java.util.List;

/**
 * Subjects with the same load.
 *
 * @param id short, for the command line and for file names
 * @param title what is done, and with what load
 * @param columns what each figure is, with its unit
 * @param decimals of each column's figures, as they are printed
 */
public record Scenario(
        String id,
        String title,
        List<String> columns,
        List<Integer> decimals,
        List<Subject> subjects,
        List<Target> targets) {
    public Scenario {
        columns = List.copyOf(columns);
        decimals = List.copyOf(decimals);
        subjects = List.copyOf(subjects);
        targets = List.copyOf(targets);
        if (columns.size() != decimals.size()) {
            throw new IllegalArgumentException("each column has its decimals");
        }
    }
}
