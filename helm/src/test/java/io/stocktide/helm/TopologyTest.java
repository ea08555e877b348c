package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps stock readable while pods come and go. */
class TopologyTest {
    private static JsonNode set(String variant) {
        return Variants.of(variant).one("StatefulSet", "topology");
    }

    @Test
    void aPodKeepsItsNameInKafkasGroupThroughRestarts() {
        JsonNode set = set("the least");

        assertThat(Manifests.args(set)).contains("--instance-id=$(POD_NAME)");
        assertThat(Manifests.container(set).at("/env/0/name").asText()).isEqualTo("POD_NAME");
        assertThat(Manifests.container(set)
                        .at("/env/0/valueFrom/fieldRef/fieldPath")
                        .asText())
                .isEqualTo("metadata.name");
    }

    @Test
    void podsReachEachOtherByNamesThatAreResolvedBeforeTheyAreReady() {
        for (String variant : List.of("the least", "other names")) {
            String domain = variant.equals("other names") ? "cluster.example" : "cluster.local";
            JsonNode set = set(variant);
            JsonNode peers = Variants.of(variant).one("Service", "topology-peers");
            String service = peers.at("/metadata/name").asText();

            assertThat(set.at("/spec/serviceName").asText()).isEqualTo(service);
            assertThat(Manifests.args(set))
                    .contains("--advertised-host=$(POD_NAME)." + service + "." + Chart.NAMESPACE + ".svc." + domain);
            assertThat(peers.at("/spec/clusterIP").asText()).isEqualTo("None");
            assertThat(peers.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        }
    }

    @Test
    void anUpdateTakesOnePodAtATimeAndOnlyOnceTheLastIsReady() {
        JsonNode spec = set("the least").path("spec");

        assertThat(spec.at("/updateStrategy/type").asText()).isEqualTo("RollingUpdate");
        assertThat(spec.at("/updateStrategy/rollingUpdate/maxUnavailable").asInt(1))
                .isEqualTo(1);
        assertThat(spec.path("minReadySeconds").asInt()).isPositive();
    }

    @Test
    void aNewVersionOfTheChartAloneRestartsNoPod() {
        assertThat(set("the least").at("/spec/template").toString()).doesNotContain("helm.sh/chart");
    }

    @Test
    void stateLiesOnAVolumeOfThePodsOwn() {
        JsonNode set = set("the least");

        assertThat(set.at("/spec/volumeClaimTemplates/0/metadata/name").asText())
                .isEqualTo("state");
        assertThat(Manifests.args(set)).contains("--state-dir=/var/lib/stocktide/state");
        assertThat(set("no volume").at("/spec/volumeClaimTemplates").isMissingNode())
                .isTrue();
        assertThat(Manifests.pod(set("no volume")).path("volumes").toString()).contains("\"name\":\"state\"");
    }

    @Test
    void instancesTrustEachOthersCertificates() {
        JsonNode set = set("HTTPS with a trust store");

        assertThat(Manifests.env(set, "STOCKTIDE_JAVA_OPTS"))
                .contains("-Djavax.net.ssl.trustStore=/etc/stocktide/trust/truststore.p12")
                .contains("-Djavax.net.ssl.trustStorePassword=$(TRUST_STORE_PASSWORD)");
        // Kubernetes replaces only what has been named before.
        assertThat(Manifests.container(set).path("env").findValues("name"))
                .extracting(JsonNode::asText)
                .containsSubsequence("TRUST_STORE_PASSWORD", "STOCKTIDE_JAVA_OPTS");
        assertThat(Manifests.env(
                        Variants.of("HTTPS with a trust store").one("Deployment", "sync-sink"), "STOCKTIDE_JAVA_OPTS"))
                .as("Shopify is trusted by the JVM's own")
                .doesNotContain("trustStore");
    }

    @Test
    void aReplayInEarnestHasNoTopologyBesideAndDoesNotWaitForOne() {
        Manifests manifests = Variants.of("a replay");

        assertThat(manifests.one("StatefulSet", "topology").at("/spec/replicas").asInt(-1))
                .isZero();
        assertThat(Manifests.args(manifests.one("Job", "replay")))
                .contains("replay", "--no-wait", "--force", "--from=2026-11-20T10:00:00Z")
                .doesNotContain("--dry-run");
    }

    @Test
    void aDryRunHasRoomForWhatItRebuildsAndIsNotTriedAgain() {
        JsonNode job = Variants.of("a dry run of a replay").one("Job", "replay");

        assertThat(Manifests.args(job)).contains("--dry-run", "--shop=one.myshopify.com", "--json");
        assertThat(job.at("/spec/backoffLimit").asInt(-1)).isZero();
        assertThat(Manifests.pod(job).at("/volumes/0/emptyDir/sizeLimit").asText())
                .isEqualTo("20Gi");
    }

    @Test
    void aReplayIsThereOnlyWhereItIsAskedFor() {
        assertThat(Variants.of("the least").has("Job", "replay")).isFalse();
    }
}
