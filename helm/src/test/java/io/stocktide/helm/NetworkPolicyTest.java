package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPolicyTest {
    private static JsonNode spec(String variant, String component) {
        return Variants.of(variant).one("NetworkPolicy", component).path("spec");
    }

    private static List<Integer> ports(JsonNode rules) {
        return Manifests.stream(rules)
                .flatMap(rule -> Manifests.stream(rule.path("ports")))
                .map(each -> each.path("port").asInt())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the least", "a replay", "a dry run of a replay", "everything"})
    void everyPodHasItsPolicy(String variant) {
        Manifests manifests = Variants.of(variant);

        assertThat(manifests.workloads()).allSatisfy(each -> {
            JsonNode labels = each.at("/spec/template/metadata/labels");
            assertThat(manifests
                            .of("NetworkPolicy")
                            .filter(policy -> policy.at("/spec/podSelector/matchLabels").properties().stream()
                                    .allMatch(label -> label.getValue().equals(labels.path(label.getKey())))))
                    .as(Manifests.name(each))
                    .singleElement()
                    .satisfies(
                            policy -> assertThat(policy.at("/spec/policyTypes").toString())
                                    .isEqualTo("[\"Ingress\",\"Egress\"]"));
        });
    }

    @Test
    void anybodyMayReachIngestUnlessToldOtherwise() {
        assertThat(spec("the least", "ingest").at("/ingress/0").has("from")).isFalse();
        assertThat(spec("narrow policies", "ingest").at("/ingress/0/from").toString())
                .contains("gateway", "monitoring");
    }

    @Test
    void theTopologyIsReachedFromItsNamespaceAndFromWhomTheValuesName() {
        assertThat(spec("the least", "topology").at("/ingress/0/from").toString())
                .contains("{\"podSelector\":{}}", "ingress-nginx", "monitoring");
    }

    @Test
    void topologiesAskEachOther() {
        JsonNode rules = spec("the least", "topology").path("egress");

        assertThat(Manifests.stream(rules))
                .anySatisfy(rule -> assertThat(rule.at("/to/0/podSelector/matchLabels/app.kubernetes.io~1component")
                                .asText())
                        .isEqualTo("topology"));
    }

    @Test
    void onlyTheSinkMayReachShopify() {
        assertThat(ports(spec("the least", "sync-sink").path("egress"))).containsExactly(53, 9092, 443);
        assertThat(ports(spec("the least", "ingest").path("egress"))).containsExactly(53, 9092);
        assertThat(ports(spec("the least", "topics").path("egress"))).containsExactly(53, 9092);
    }

    @Test
    void nobodyReachesAJob() {
        assertThat(spec("a replay", "replay").has("ingress")).isFalse();
        assertThat(spec("the least", "topics").has("ingress")).isFalse();
    }

    @Test
    void kafkasPortsAreThoseOfTheBrokersUnlessToldOtherwise() {
        assertThat(ports(spec("narrow policies", "ingest").path("egress"))).containsExactly(53, 9093, 9094, 4318);
        assertThat(spec("narrow policies", "ingest").path("egress").toString()).contains("\"name\":\"kafka\"");
    }
}
