package io.stocktide.system;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to see which metrics a query names; whether it is one at all, promtool tells. */
final class PromQl {
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "unless",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "offset",
            "bool",
            "inf",
            "nan",
            "Inf",
            "NaN");

    private PromQl() {}

    /** The labels that it matches or groups by. */
    static Set<String> labelsOf(String query) {
        Set<String> labels = new TreeSet<>();
        Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"")
                .matcher(query)
                .results()
                .forEach(match -> labels.add(match.group(1)));
        Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)")
                .matcher(query)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(",")))
                .map(String::strip)
                .forEach(labels::add);
        return labels;
    }

    static Set<String> metricsOf(String query) {
        String bare = query.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"")
                .replaceAll("\\{[^}]*}", " ")
                .replaceAll("\\[[^]]*]", " ")
                .replaceAll("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", " ")
                .replaceAll("\"\"", " ");
        Set<String> names = new TreeSet<>();
        Pattern.compile("(?<![\\w:$.])[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])")
                .matcher(bare)
                .results()
                .map(match -> match.group())
                .filter(name -> !KEYWORDS.contains(name))
                .forEach(names::add);
        return names;
    }
}
