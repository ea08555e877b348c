package io.stocktide.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands in {@code ops/prometheus}. */
final class Rules {
    static final Path DIR = Path.of("../ops/prometheus");
    static final Path FILE = DIR.resolve("stocktide-rules.yml");
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** @param rule all of it */
    record Rule(JsonNode rule) {
        boolean alerts() {
            return rule.has("alert");
        }

        String name() {
            return rule.path(alerts() ? "alert" : "record").asText();
        }

        String expr() {
            return rule.path("expr").asText();
        }
    }

    private Rules() {}

    static List<Rule> read() throws IOException {
        List<Rule> rules = new ArrayList<>();
        YAML.readTree(FILE.toFile())
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> rules.add(new Rule(rule))));
        return rules;
    }

    static List<Rule> alerts() throws IOException {
        return read().stream().filter(Rule::alerts).toList();
    }

    /** Whether a metric is one that the rules make. */
    static boolean records(String metric) {
        try {
            return read().stream()
                    .anyMatch(rule -> !rule.alerts() && rule.name().equals(metric));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
