package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestSchemaTest {
    static Stream<Named<Manifests>> variants() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void kubernetesTakesEveryManifest(Manifests manifests) {
        assertThat(manifests.all())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(ManifestSchemas.faults(each))
                        .as(Manifests.name(each))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void noTwoManifestsAreOfOneKindAndName(Manifests manifests) {
        assertThat(manifests.all()).extracting(Manifests::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void namesAreOfTheReleasesNamespaceAndShortEnough(Manifests manifests) {
        assertThat(manifests.all()).allSatisfy(each -> {
            assertThat(each.at("/metadata/namespace").asText()).isEqualTo(Chart.NAMESPACE);
            // A StatefulSet's revisions append a dash and ten letters, in a label of 63.
            assertThat(each.at("/metadata/name").asText().length())
                    .isLessThanOrEqualTo(each.path("kind").asText().equals("StatefulSet") ? 52 : 63);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/spec/template/spec/containers/0, imagePolicy, \"Always\", imagePolicy",
        "/spec/template/spec/containers/0, imagePullPolicy, \"Sometimes\", Sometimes",
        "/spec/template/spec/containers/0, name, null, name is required",
        "/spec, replicas, \"2\", replicas",
        "/spec/template/spec/containers/0/env/0, value, 1, value",
        "/spec, selector, null, selector is required",
        "/spec/template/spec/containers/0/resources/limits, memory, \"much\", memory"
    })
    void theCheckFindsWhatKubernetesRefuses(String at, String field, String value, String fault) {
        JsonNode good = Variants.of("no autoscaling").one("Deployment", "ingest");
        JsonNode bad = good.deepCopy();
        JsonNode set = Chart.yaml(value);
        ((ObjectNode) bad.at(at)).set(field, set);

        assertThat(ManifestSchemas.faults(good)).isEmpty();
        assertThat(ManifestSchemas.faults(bad))
                .anySatisfy(each -> assertThat(each).contains(fault));
    }

    @Test
    void theCheckRefusesAKindThatItDoesNotKnow() {
        assertThat(ManifestSchemas.faults(Chart.yaml("{apiVersion: example.com/v1, kind: Thing}")))
                .containsExactly("no schema for example.com/v1/Thing");
    }

    @Test
    void theCheckKnowsTheFieldsOfThePrometheusOperatorAndOfKeda() {
        for (String kind : new String[] {"ServiceMonitor", "PrometheusRule", "ScaledObject"}) {
            JsonNode bad =
                    Variants.of("everything").of(kind).findFirst().orElseThrow().deepCopy();
            ((ObjectNode) bad.path("spec")).put("surprise", 1);

            assertThat(ManifestSchemas.faults(bad)).as(kind).isNotEmpty();
        }
    }
}
