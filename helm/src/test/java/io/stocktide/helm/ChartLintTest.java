package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartLintTest {
    @TempDir
    private Path dir;

    @Test
    void helmHasNothingToSayOfTheChart() {
        var result = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(result.isFailed()).isFalse();
        assertThat(result.getMessages()).allMatch(each -> each.contains("icon is recommended"));
    }

    @Test
    void helmHasNothingToSayOfTheChartWithEveryOptionOn() throws IOException {
        Path copy = copy();
        Files.writeString(
                copy.resolve("values.yaml"),
                Chart.merged(copy.resolve("values.yaml"), Chart.minimum(), Variants.values("everything")));

        var result = new Helm(copy).lint().strict().call();

        assertThat(result.getMessages()).allMatch(each -> each.contains("icon is recommended"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void theCheckFindsATemplateThatIsBroken() throws IOException {
        Path copy = copy();
        Files.writeString(copy.resolve("templates/broken.yaml"), "kind: {{ .Values.nothing.there }}\n");

        assertThat(new Helm(copy).lint().strict().call().isFailed()).isTrue();
    }

    @Test
    void whatMustBeGivenIsAskedFor() {
        assertThatThrownBy(() -> Chart.render("shops: {existingSecret: shops}"))
                .hasMessageContaining("kafka.bootstrapServers is needed");
        assertThatThrownBy(() -> Chart.render("kafka: {bootstrapServers: 'kafka:9092'}"))
                .hasMessageContaining("shops.existingSecret is needed");
    }

    private Path copy() throws IOException {
        Path target = dir.resolve("stocktide");
        try (Stream<Path> files = Files.walk(Chart.DIRECTORY)) {
            for (Path each : files.toList()) {
                Files.copy(each, target.resolve(Chart.DIRECTORY.relativize(each).toString()));
            }
        }
        return target;
    }
}
