package io.stocktide.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells, the first to the left and all others to the right. */
final class Table {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> head) {
        this.head = List.copyOf(head);
    }

    void row(List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException("each row has " + head.size() + " cells");
        }
        rows.add(List.copyOf(cells));
    }

    /** Aligned by spaces, a line a row. */
    String text() {
        int[] widths = IntStream.range(0, head.size())
                .map(column -> Math.max(
                        width(head.get(column)),
                        rows.stream()
                                .mapToInt(row -> width(row.get(column)))
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder text = new StringBuilder(aligned(head, widths));
        rows.forEach(row -> text.append(aligned(row, widths)));
        return text.toString();
    }

    private static String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String space = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? cells.get(i) + space : "  " + space + cells.get(i));
        }
        return line.toString().stripTrailing() + '\n';
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    String markdown() {
        String line = "|---|" + "---:|".repeat(head.size() - 1) + '\n';
        return piped(head) + line + rows.stream().map(Table::piped).collect(Collectors.joining());
    }

    private static String piped(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
