package io.stocktide.bench.runs;

/**
 * What a median is to reach, beside that of another subject of the same scenario or by itself.
 *
 * @param what as the table says it
 * @param subject whose figure it is
 * @param column by its number from 0
 * @param beside the subject that it is a ratio to; null where the figure stands for itself
 * @param bound the ratio or figure to reach
 * @param atLeast whether the bound is the least there may be; otherwise it is the most
 */
public record Target(String what, String subject, int column, String beside, double bound, boolean atLeast) {
    /** So many times what the other reaches, at least. */
    public static Target atLeast(String what, double ratio, String subject, int column, String beside) {
        return new Target(what, subject, column, beside, ratio, true);
    }

    /** A figure of its own, at most. */
    public static Target atMost(String what, double bound, String subject, int column) {
        return new Target(what, subject, column, null, bound, false);
    }

    boolean isMetBy(double value) {
        return atLeast ? value >= bound : value <= bound;
    }
}
