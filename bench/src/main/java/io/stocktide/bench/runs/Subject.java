package io.stocktide.bench.runs;

import java.nio.file.Path;

/**
 * One of those that are measured beside each other.
 *
 * @param name as the table says it
 */
public record Subject(String name, Measurement measurement) {
    /** One run of it, with processes and data of its own. */
    @FunctionalInterface
    public interface Measurement {
        /**
         * @param dir empty, for all its data and logs
         * @param seed of this round; the same for all subjects of it
         * @return a figure for each of the scenario's columns; NaN where there is none
         */
        double[] run(Path dir, long seed) throws Exception;
    }
}
