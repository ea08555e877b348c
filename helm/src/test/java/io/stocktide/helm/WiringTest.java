package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever names something names what is there. */
class WiringTest {
    static Stream<Named<Manifests>> variants() {
        return Variants.all();
    }

    static Stream<String> names() {
        return Variants.names();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void selectorsFindThePodsOfTheirRoleAndNoOthers(Manifests manifests) {
        assertThat(manifests.roles())
                .allSatisfy(role -> assertThat(selected(manifests, role.at("/spec/selector/matchLabels")))
                        .containsExactly(role));
        assertThat(manifests.of("PodDisruptionBudget"))
                .allSatisfy(each -> assertThat(selected(manifests, each.at("/spec/selector/matchLabels")))
                        .singleElement()
                        .satisfies(role -> assertThat(Manifests.component(role)).isEqualTo(Manifests.component(each))));
        assertThat(manifests.of("Service"))
                .allSatisfy(each -> assertThat(selected(manifests, each.at("/spec/selector")))
                        .singleElement()
                        .satisfies(role -> assertThat(Manifests.component(each))
                                .isIn(Manifests.component(role), "topology-peers")));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void servicesLeadToThePortThatTheRoleListensAt(Manifests manifests) {
        assertThat(manifests.of("Service")).isNotEmpty().allSatisfy(service -> {
            JsonNode role = selected(manifests, service.at("/spec/selector")).get(0);
            JsonNode port = Manifests.container(role).at("/ports/0");
            assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(port.path("name"));
            assertThat(service.at("/spec/ports/0/port")).isEqualTo(port.path("containerPort"));
            assertThat(Manifests.args(role))
                    .contains("--port=" + port.path("containerPort").asInt());
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void ingressesLeadToServicesThatAreThere(Manifests manifests) {
        List<String> services = manifests.of("Service").map(each -> name(each)).toList();
        assertThat(manifests.of("Ingress"))
                .allSatisfy(each -> assertThat(each.at("/spec/rules/0/http/paths/0/backend/service/name")
                                .asText())
                        .isIn(services));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatScalesARoleNamesItAndAloneSaysHowManyPods(Manifests manifests) {
        List<String> scaled = Stream.concat(manifests.of("HorizontalPodAutoscaler"), manifests.of("ScaledObject"))
                .map(each -> each.at("/spec/scaleTargetRef/name").asText())
                .toList();
        assertThat(manifests.of("Deployment").map(each -> name(each))).containsAll(scaled);
        assertThat(manifests.of("Deployment"))
                .allSatisfy(
                        each -> assertThat(each.path("spec").has("replicas")).isEqualTo(!scaled.contains(name(each))));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aDrainOfANodeCanGoOn(Manifests manifests) {
        assertThat(manifests.of("PodDisruptionBudget")).allSatisfy(each -> {
            assertThat(each.path("spec").has("minAvailable")).isFalse();
            assertThat(each.at("/spec/maxUnavailable").asText()).isNotIn("", "0", "0%");
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyMountHasItsVolumeAndEveryVolumeItsMount(Manifests manifests) {
        assertThat(manifests.workloads()).allSatisfy(each -> {
            List<String> volumes = new ArrayList<>(names(Manifests.pod(each).path("volumes")));
            Manifests.stream(each.at("/spec/volumeClaimTemplates")).forEach(claim -> volumes.add(name(claim)));
            assertThat(names(Manifests.container(each).path("volumeMounts")))
                    .containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyFileThatAnArgumentNamesLiesInAMount(Manifests manifests) {
        assertThat(manifests.workloads()).allSatisfy(each -> {
            List<String> mounts = Manifests.stream(Manifests.container(each).path("volumeMounts"))
                    .map(mount -> mount.path("mountPath").asText() + "/")
                    .toList();
            assertThat(Manifests.args(each).stream()
                            .filter(arg -> arg.matches("--[a-z-]+=(ssl.truststore.location=)?/.*"))
                            .map(arg -> arg.substring(arg.lastIndexOf('=') + 1)))
                    .allSatisfy(file -> assertThat(mounts).anyMatch(file::startsWith));
        });
    }

    /** Whole directories: what is mounted by subPath never changes while the pod runs. */
    @ParameterizedTest
    @MethodSource("variants")
    void changedTokensAndCertificatesReachARunningPod(Manifests manifests) {
        assertThat(manifests.workloads())
                .allSatisfy(each -> assertThat(
                                Manifests.stream(Manifests.container(each).path("volumeMounts")))
                        .noneMatch(mount -> mount.has("subPath")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySecretIsOneThatTheValuesName(String variant) {
        String values = Chart.minimum() + Variants.values(variant);
        Manifests manifests = Variants.of(variant);
        List<String> secrets = Stream.of("secretName", "secretKeyRef", "imagePullSecrets")
                .flatMap(field -> manifests.all().stream().flatMap(each -> each.findValues(field).stream()))
                .map(each -> each.isTextual() ? each : each.findValue("name"))
                .map(JsonNode::asText)
                .toList();

        assertThat(secrets)
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(values).containsPattern("(existingSecret|tlsSecret|secretName|name): " + each));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void theMonitorFindsEachRoleOnce(Manifests manifests) {
        assertThat(manifests.of("ServiceMonitor")).allSatisfy(monitor -> {
            List<String> found = manifests
                    .of("Service")
                    .filter(service ->
                            includes(service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels")))
                    .map(Manifests::component)
                    .filter(component -> Manifests.stream(monitor.at("/spec/selector/matchExpressions/0/values"))
                            .anyMatch(each -> each.asText().equals(component)))
                    .toList();
            assertThat(found).containsExactlyInAnyOrder("ingest", "topology", "sync-sink");
            assertThat(monitor.at("/spec/endpoints/0/port").asText()).isEqualTo("http");
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void podsUseAnAccountThatIsThereOrThatTheValuesName(Manifests manifests) {
        assertThat(manifests.roles())
                .allSatisfy(each -> assertThat(
                                Manifests.pod(each).path("serviceAccountName").asText())
                        .isIn(Stream.concat(
                                        manifests.of("ServiceAccount").map(account -> name(account)),
                                        Stream.of("shared"))
                                .toList()));
        assertThat(manifests.of("Job")).noneMatch(each -> Manifests.pod(each).has("serviceAccountName"));
    }

    private static List<JsonNode> selected(Manifests manifests, JsonNode selector) {
        assertThat(selector.size()).isPositive();
        return manifests
                .workloads()
                .filter(each -> includes(each.at("/spec/template/metadata/labels"), selector))
                .toList();
    }

    private static boolean includes(JsonNode labels, JsonNode wanted) {
        return wanted.properties().stream().allMatch(each -> each.getValue().equals(labels.path(each.getKey())));
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    private static List<String> names(JsonNode array) {
        return Manifests.stream(array).map(each -> each.path("name").asText()).toList();
    }
}
