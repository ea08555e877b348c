package io.stocktide.bench.report;

import io.stocktide.bench.runs.Results;
import io.stocktide.bench.runs.Subject;
import java.util.List;
import java.util.Locale;

/** Medians of a scenario as lying bars, as SVG: a bar a subject, its columns behind each other. */
public final class BarChart {
    private static final int WIDTH = 760;
    private static final int LEFT = 210;
    private static final int RIGHT = 90;
    private static final int TOP = 64;
    private static final int ROW = 34;
    private static final int BAR = 20;
    private static final String STYLE = """
            <style>
              .page { fill: #ffffff } text { font: 13px system-ui, sans-serif; fill: #24292f } .title { font-weight: 600 }
              .s0 { fill: #2563a8 } .s1 { fill: #d98324 } .s2 { fill: #8a94a0 }
              @media (prefers-color-scheme: dark) {
                .page { fill: #0d1117 } text { fill: #e6edf3 } .s0 { fill: #6cb0f5 } .s1 { fill: #f0a94e } .s2 { fill: #76818d }
              }
            </style>
            """;

    private final Results results;
    private final String title;
    private final List<Integer> columns;

    /** @param columns one, or several whose sum is the length of the bar; at most three */
    public BarChart(Results results, String title, List<Integer> columns) {
        this.results = results;
        this.title = title;
        this.columns = List.copyOf(columns);
    }

    public String svg() {
        List<Subject> subjects = results.scenario().subjects();
        int height = TOP + ROW * subjects.size() + 8;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
                """.formatted(WIDTH, height, escaped(title)));
        svg.append(STYLE).append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
        svg.append(text(12, 24, "title", title));
        legend(svg);
        double longest = subjects.stream()
                .mapToDouble(subject -> sum(subject.name()))
                .max()
                .orElse(0);
        for (int i = 0; i < subjects.size(); i++) {
            bar(svg, subjects.get(i).name(), TOP + ROW * i, longest);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        for (int i = 0; columns.size() > 1 && i < columns.size(); i++) {
            int x = LEFT + 170 * i;
            svg.append(rect(i, x, 38, 12, 12));
            svg.append(text(x + 18, 49, "", results.scenario().columns().get(columns.get(i))));
        }
    }

    private void bar(StringBuilder svg, String subject, int y, double longest) {
        svg.append(text(12, y + 15, "", subject));
        double x = LEFT;
        for (int i = 0; i < columns.size() && longest > 0; i++) {
            double width = (WIDTH - LEFT - RIGHT) * figure(subject, columns.get(i)) / longest;
            svg.append(rect(i, x, y, width, BAR));
            x += width;
        }
        int decimals = results.scenario().decimals().get(columns.get(0));
        boolean measured = !results.of(subject).isEmpty();
        String said = measured ? String.format(Locale.ROOT, "%,." + decimals + "f", sum(subject)) : "not measured";
        svg.append(text(x + 6, y + 15, "", said));
    }

    private double sum(String subject) {
        return columns.stream().mapToDouble(column -> figure(subject, column)).sum();
    }

    /** A bar of nothing where there is none. */
    private double figure(String subject, int column) {
        double median = results.median(subject, column);
        return Double.isNaN(median) ? 0 : Math.max(0, median);
    }

    private static String rect(int series, double x, int y, double width, int height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"s%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                series,
                x,
                y,
                width,
                height);
    }

    private static String text(double x, int y, String style, String said) {
        return String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>%n", style, x, y, escaped(said));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
