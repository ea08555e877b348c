package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Path OURS = Chart.DIRECTORY.resolve("files/stocktide-rules.yml");
    private static final Path TESTED = Path.of("../ops/prometheus/stocktide-rules.yml");

    @Test
    void theClusterGetsTheRulesOfTheFileWordForWord() {
        JsonNode rule = Variants.of("what Prometheus' operator reads").one("PrometheusRule", "metrics");

        assertThat(rule.path("spec")).isEqualTo(Chart.yaml(Chart.text(OURS)));
        assertThat(rule.findValues("expr")).isNotEmpty();
        assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    }

    /** The alerts and the dashboard name jobs so. */
    @Test
    void seriesBearAJobThatBeginsWithStocktideWhateverTheReleaseIsCalled() {
        JsonNode relabeling =
                Variants.of("everything").one("ServiceMonitor", "metrics").at("/spec/endpoints/0/relabelings/0");

        assertThat(relabeling.path("targetLabel").asText()).isEqualTo("job");
        assertThat(relabeling.path("replacement").asText()).isEqualTo("stocktide-$1");
        // How Prometheus spells the label of a Service.
        assertThat(relabeling.at("/sourceLabels/0").asText())
                .isEqualTo(
                        "__meta_kubernetes_service_label_" + "app.kubernetes.io/component".replaceAll("[^a-z]", "_"));
        assertThat(Chart.text(OURS)).contains("job=~\".*stocktide.*\"");
    }

    @Test
    void theFileIsTheOneThatPromtoolTests() {
        assumeTrue(Files.exists(TESTED), "no rules outside the chart");
        assertThat(Chart.text(OURS)).isEqualTo(Chart.text(TESTED));
    }
}
