package io.stocktide.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table in {@code docs/metrics.md}. */
final class MetricsTable {
    private static final Path FILE = Path.of("../docs/metrics.md");

    /** @param says what it is, for people */
    record Row(String name, String type, Set<String> labels, String unit, Set<String> roles, String says) {}

    private MetricsTable() {}

    /** By name. */
    static Map<String, Row> read() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith("| `stocktide_"))
                .map(MetricsTable::row)
                .collect(Collectors.toMap(
                        Row::name,
                        row -> row,
                        (one, other) -> {
                            throw new IllegalStateException("stands twice: " + one.name());
                        },
                        TreeMap::new));
    }

    private static Row row(String line) {
        List<String> cells =
                Arrays.stream(line.split("(?<!\\\\)\\|")).map(String::strip).toList();
        return new Row(
                cells.get(1).replace("`", ""),
                cells.get(2),
                words(cells.get(3)),
                cells.get(4),
                words(cells.get(5)),
                cells.get(6));
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.replace("`", "").split(", *"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
