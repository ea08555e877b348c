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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartLintTest {
    @TempDir
    private Path dir;

    @Test
    void helmHasNothingToSayOfTheChart() {
        var result = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(result.isFailed()).isFalse();
        assertThat(result.getMessages()).allMatch(each -> each.contains("icon is recommended"));
    }

    static Stream<String> names() {
        return Variants.names();
    }

    /** The notes are rendered here too. */
    @ParameterizedTest
    @MethodSource("names")
    void helmHasNothingToSayOfTheChartWithValues(String variant) throws IOException {
        Path copy = Chart.copyTo(dir.resolve("stocktide"));
        Path values = copy.resolve("values.yaml");
        Files.writeString(values, Chart.merged(values, Chart.minimum(), Variants.values(variant)));

        var result = new Helm(copy).lint().strict().call();

        assertThat(result.getMessages()).allMatch(each -> each.contains("icon is recommended"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void theCheckFindsATemplateThatIsBroken() throws IOException {
        Path copy = Chart.copyTo(dir.resolve("stocktide"));
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
}
