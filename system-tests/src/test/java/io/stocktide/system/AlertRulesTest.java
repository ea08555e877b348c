package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for Prometheus and the dashboard for Grafana, as far as nothing needs to run for it. */
class AlertRulesTest {
    private static final Path RUNBOOK = Path.of("../docs/runbook.md");

    @TempDir
    Path dir;

    @Test
    void promtool_finds_nothing_wrong_with_the_rules_and_the_configuration() throws Exception {
        promtool("check", "rules", Rules.FILE.toString());
        promtool("check", "config", Rules.DIR.resolve("prometheus.yml").toString());
    }

    @Test
    void each_alert_fires_when_it_must_and_is_silent_when_it_must_not() throws Exception {
        promtool("test", "rules", Rules.DIR.resolve("stocktide-rules.test.yml").toString());
    }

    @Test
    void each_alert_is_tested_to_fire_and_to_be_silent() throws Exception {
        Set<String> fires = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        JsonNode tests = Rules.YAML.readTree(
                Rules.DIR.resolve("stocktide-rules.test.yml").toFile());
        for (JsonNode test : tests.path("tests")) {
            for (JsonNode check : test.path("alert_rule_test")) {
                (check.path("exp_alerts").isEmpty() ? silent : fires)
                        .add(check.path("alertname").asText());
            }
        }

        Set<String> alerts =
                Rules.alerts().stream().map(Rules.Rule::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(fires).isEqualTo(alerts);
        assertThat(silent).isEqualTo(alerts);
    }

    @Test
    void each_alert_says_how_grave_it_is_and_leads_to_its_place_in_the_runbook() throws Exception {
        Set<String> anchors = anchors();
        assertThat(Rules.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.rule().at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.rule().at("/annotations/summary").asText()).isNotEmpty();
            String url = alert.rule().at("/annotations/runbook_url").asText();
            assertThat(url).isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
            assertThat(anchors).contains(url.substring(url.indexOf('#') + 1));
        });
    }

    @Test
    void each_query_of_the_dashboard_is_one() throws Exception {
        ObjectNode group = Rules.YAML.createObjectNode().put("name", "dashboard");
        ArrayNode rules = group.putArray("rules");
        for (String query : Dashboard.read().queries()) {
            rules.addObject()
                    .put("record", "query:" + rules.size())
                    .put("expr", query.replaceAll("\\$__\\w+", "5m").replaceAll("\\$\\w+", ".*"));
        }
        ObjectNode file = Rules.YAML.createObjectNode();
        file.putArray("groups").add(group);
        Path queries = dir.resolve("queries.yml");
        Rules.YAML.writeValue(queries.toFile(), file);

        promtool("check", "rules", queries.toString());
    }

    @Test
    void each_panel_of_the_dashboard_says_what_it_shows_in_what_unit_from_the_chosen_source() throws Exception {
        assertThat(Dashboard.read().panels()).isNotEmpty().allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotEmpty();
            assertThat(panel.path("description").asText()).as(title).isNotEmpty();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
        });
    }

    /** GitHub's: a heading in lower case, spaces as hyphens. */
    private static Set<String> anchors() throws IOException {
        return Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private void promtool(String... arguments) throws Exception {
        assumeTrue(isThere(), "skipped: no promtool here (Debian: apt-get install prometheus)");
        List<String> command = new java.util.ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path log = dir.resolve("promtool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(log)).isZero();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("promtool", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
