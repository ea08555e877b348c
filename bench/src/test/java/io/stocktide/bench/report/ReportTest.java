package io.stocktide.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stocktide.bench.runs.Failure;
import io.stocktide.bench.runs.Results;
import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Subject;
import io.stocktide.bench.runs.Target;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    private static final RunFile.About ABOUT = new RunFile.About(
            "2026-11-21T10:00:00Z", "abc", "full", 7, 2, 0, new Machine(2, null, 4096, "JDK", "Linux", 0.5));

    private final Results results = new Results(new Scenario(
            "drain",
            "orders drained",
            List.of("orders/s", "CPU µs"),
            List.of(0, 1),
            List.of(subject("ours & all"), subject("theirs"), subject("broken")),
            List.of(
                    Target.atLeast("beside theirs", 1.0, "ours & all", 0, "theirs"),
                    Target.atLeast("beside broken", 1.0, "ours & all", 0, "broken"))));

    @BeforeEach
    void two_runs_of_each_and_one_that_breaks() {
        results.add("ours & all", 12_000, 60.04);
        results.add("ours & all", 14_000, Double.NaN);
        results.add("theirs", 20_000, 40);
        results.add("theirs", 20_000, 40);
        results.fail("broken", new Failure("it ended", Path.of("/tmp/run/1")));
    }

    @Test
    void a_table_tells_medians_with_their_spread_aligned() {
        assertThat(new Tables(List.of(results)).text()).startsWith("""
                drain: orders drained; medians (least–most)

                                          orders/s            CPU µs         runs
                ours & all  13,000 (12,000–14,000)  60.0 (60.0–60.0)            2
                theirs      20,000 (20,000–20,000)  40.0 (40.0–40.0)            2
                broken                           –                 –  0, 1 failed

                FAILED: broken: it ended (logs in /tmp/run/1)
                """);
    }

    @Test
    void each_target_stands_with_bound_value_and_outcome() {
        assertThat(new Tables(List.of(results)).text()).endsWith("""
                Targets

                what                     bound   value       outcome
                drain: beside theirs  ≥ 1.00 ×  0.65 ×        missed
                drain: beside broken  ≥ 1.00 ×       –  not measured
                """);
    }

    @Test
    void the_same_is_written_as_markdown() {
        assertThat(new Tables(List.of(results)).markdown())
                .contains("|  | orders/s | CPU µs | runs |\n|---|---:|---:|---:|\n")
                .contains("| theirs | 20,000 (20,000–20,000) | 40.0 (40.0–40.0) | 2 |\n");
    }

    @Test
    void the_json_has_machine_seed_every_figure_medians_targets_and_failures() throws Exception {
        JsonNode run = new ObjectMapper().readTree(RunFile.of(ABOUT, List.of(results)));

        assertThat(run.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(run.at("/machine/loadAverage").asDouble()).isEqualTo(0.5);
        assertThat(run.at("/seed").asLong()).isEqualTo(7);
        assertThat(run.at("/commit").asText()).isEqualTo("abc");
        JsonNode drain = run.at("/scenarios/0");
        assertThat(drain.at("/subjects/0/runs/1/0").asDouble()).isEqualTo(14_000);
        assertThat(drain.at("/subjects/0/runs/1/1").isNull()).isTrue();
        assertThat(drain.at("/subjects/0/medians/0").asDouble()).isEqualTo(13_000);
        assertThat(drain.at("/targets/0/value").asDouble()).isEqualTo(0.65);
        assertThat(drain.at("/targets/0/outcome").asText()).isEqualTo("missed");
        assertThat(drain.at("/targets/1/value").isNull()).isTrue();
        assertThat(drain.at("/subjects/2/failures/0/why").asText()).isEqualTo("it ended");
    }

    @Test
    void the_longest_bar_fills_the_picture_and_the_others_stand_to_it_as_their_figures() throws Exception {
        String svg = new BarChart(results, "Orders <a second>", List.of(0)).svg();

        var bars = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("rect");
        double ours = Double.parseDouble(
                bars.item(1).getAttributes().getNamedItem("width").getNodeValue());
        double theirs = Double.parseDouble(
                bars.item(2).getAttributes().getNamedItem("width").getNodeValue());
        assertThat(theirs).isEqualTo(460);
        assertThat(ours / theirs).isEqualTo(0.65);
        assertThat(svg).contains("prefers-color-scheme: dark", ">not measured<", ">13,000<");
    }

    @Test
    void parts_of_a_bar_lie_behind_each_other_with_a_legend() {
        String svg = new BarChart(results, "Both", List.of(0, 1)).svg();

        assertThat(svg).contains(">orders/s<", ">CPU µs<", "class=\"s1\"");
    }

    private static Subject subject(String name) {
        return new Subject(name, (dir, seed) -> new double[0]);
    }
}
