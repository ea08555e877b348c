package io.stocktide.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a role's {@code /metrics} says.
 *
 * @param types by the metric's name; a timer's greatest value is told as a metric of its own, and counts as part of it
 * @param labels by the same, without the bounds of buckets
 */
record Exposition(Map<String, String> types, Map<String, Set<String>> labels) {
    private static final String PART = "_(bucket|sum|count|max)$";
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Exposition of(String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
        return parse(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    static Exposition parse(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        String name = "";
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher series = SERIES.matcher(line);
            if (type.matches()) {
                name = type.group(1);
                types.put(name, type.group(2));
                labels.put(name, new TreeSet<>());
            } else if (!line.startsWith("#") && series.matches() && series.group(2) != null) {
                LABEL.matcher(series.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .forEach(labels.get(name)::add);
            }
        }
        types.keySet().removeIf(each -> each.endsWith("_max") && isTimer(types, each));
        labels.keySet().retainAll(types.keySet());
        labels.values().forEach(each -> each.removeAll(Set.of("le", "quantile")));
        return new Exposition(types, labels);
    }

    private static boolean isTimer(Map<String, String> types, String max) {
        String type = types.get(max.substring(0, max.length() - "_max".length()));
        return "histogram".equals(type) || "summary".equals(type);
    }

    /** Those of ours alone. */
    Exposition ours() {
        Map<String, String> ours = new TreeMap<>(types);
        ours.keySet().removeIf(name -> !name.startsWith("stocktide_"));
        return new Exposition(ours, labels);
    }

    /** The labels of a metric as a query names it, with those that Prometheus adds. */
    Set<String> labelsOf(String name) {
        Set<String> all = new TreeSet<>(Set.of("job", "instance"));
        String base = types.containsKey(name) ? name : name.replaceFirst(PART, "");
        all.addAll(labels.getOrDefault(base, Set.of()));
        if (name.endsWith("_bucket")) {
            all.add("le");
        }
        return all;
    }

    /** Whether a query may name it: a histogram is asked for by its parts. */
    boolean has(String name) {
        if (types.containsKey(name)) {
            return true;
        }
        String base = name.replaceFirst(PART, "");
        return types.containsKey(base) && Set.of("histogram", "summary").contains(types.get(base));
    }
}
