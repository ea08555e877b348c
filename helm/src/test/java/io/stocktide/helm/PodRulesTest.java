package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod, whatever the values. */
class PodRulesTest {
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");
    private static final Pattern ROCKSDB = Pattern.compile("(?:--rocksdb-bytes|rocksdb\\.total\\.bytes)=(\\d+)");
    private static final long MIB = 1024 * 1024;

    /** Code, classes, stacks and buffers of a JVM that runs nothing yet. */
    private static final long LEAST_OVERHEAD_MIB = 128;

    /** How long Kafka Streams may take to close. */
    private static final int STREAMS_CLOSE_SECONDS = 20;

    static Stream<Named<Manifests>> variants() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void noPodMayMoreThanItMust(Manifests manifests) {
        assertThat(manifests.workloads()).isNotEmpty().allSatisfy(each -> {
            JsonNode pod = Manifests.pod(each);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode security = Manifests.container(each).path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        });
    }

    @Test
    void podsRunAsTheUserOfTheImageUnlessTheClusterChooses() {
        assertThat(Chart.text(Path.of("../Dockerfile"))).contains("USER 10001:10001");
        assertThat(Variants.of("the least").workloads())
                .allSatisfy(each -> assertThat(Manifests.pod(each)
                                .at("/securityContext/runAsUser")
                                .asInt())
                        .isEqualTo(10001));
        assertThat(Variants.of("users chosen by the cluster").workloads())
                .allSatisfy(each -> assertThat(
                                Manifests.pod(each).path("securityContext").has("runAsUser"))
                        .isFalse());
    }

    /** Kubernetes would set STOCKTIDE_PORT to tcp://… for a Service named stocktide, and every option has a variable. */
    @ParameterizedTest
    @MethodSource("variants")
    void noServiceBecomesAnOption(Manifests manifests) {
        assertThat(manifests.workloads())
                .allSatisfy(each -> assertThat(
                                Manifests.pod(each).path("enableServiceLinks").asBoolean(true))
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void nativeLibrariesHaveAPlaceToUnpackTo(Manifests manifests) {
        assertThat(manifests.workloads()).allSatisfy(each -> {
            assertThat(mounted(each, "/tmp")).isTrue();
            assertThat(Manifests.stream(Manifests.pod(each).path("volumes"))).anySatisfy(volume -> {
                assertThat(volume.path("name").asText()).isEqualTo("tmp");
                assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
            });
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyContainerHasItsShareAndNoMore(Manifests manifests) {
        assertThat(manifests.workloads()).allSatisfy(each -> {
            JsonNode resources = Manifests.container(each).path("resources");
            for (String kind : List.of("requests", "limits")) {
                assertThat(resources.path(kind).path("cpu").asText()).isNotEmpty();
                assertThat(resources.path(kind).path("memory").asText()).isNotEmpty();
            }
            assertThat(resources.at("/requests/memory")).isEqualTo(resources.at("/limits/memory"));
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void memoryHoldsTheHeapRocksDbAndWhatTheJvmTakesBeside(Manifests manifests) {
        assertThat(manifests.workloads()).allSatisfy(each -> {
            String said = String.join(" ", Manifests.args(each)) + " " + Manifests.env(each, "STOCKTIDE_JAVA_OPTS");
            long heap = number(HEAP, said);
            long rocksDb = said.contains("rocksdb") ? number(ROCKSDB, said) / MIB : 0;
            assertThat(mebibytes(Manifests.container(each)
                            .at("/resources/limits/memory")
                            .asText()))
                    .isGreaterThanOrEqualTo(heap + rocksDb + LEAST_OVERHEAD_MIB);
        });
    }

    @Test
    void memoryIsWhatTheFormulaSays() {
        JsonNode topology = Variants.of("three topologies, large").one("StatefulSet", "topology");

        assertThat(Manifests.container(topology).at("/resources/limits/memory").asText())
                .isEqualTo((4096 + 8192 + 1024) + "Mi");
        assertThat(Manifests.args(topology)).contains("--rocksdb-bytes=" + 8192 * MIB);
        assertThat(Manifests.env(topology, "STOCKTIDE_JAVA_OPTS")).contains("-Xmx4096m");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void rolesAreAskedWhetherTheyLiveAndWhetherTheyAreReady(Manifests manifests) {
        assertThat(manifests.roles()).hasSize(3).allSatisfy(each -> {
            JsonNode container = Manifests.container(each);
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/livez");
            String scheme =
                    Manifests.args(each).stream().anyMatch(arg -> arg.startsWith("--tls-cert")) ? "HTTPS" : "HTTP";
            assertThat(container.at("/readinessProbe/httpGet/scheme").asText()).isEqualTo(scheme);
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whoIsToldToStopHasTheTimeForIt(Manifests manifests) {
        assertThat(manifests.roles()).allSatisfy(each -> {
            int drain = option(each, "--drain-seconds", 0)
                    + Manifests.container(each)
                            .at("/lifecycle/preStop/sleep/seconds")
                            .asInt(0);
            int close = Manifests.component(each).equals("topology") ? STREAMS_CLOSE_SECONDS : 0;
            assertThat(Manifests.pod(each).path("terminationGracePeriodSeconds").asInt())
                    .isGreaterThanOrEqualTo(drain + close + option(each, "--stop-grace-seconds", -1));
        });
    }

    @ParameterizedTest
    @MethodSource("variants")
    void podsAreSpreadAndScheduledAnyway(Manifests manifests) {
        assertThat(manifests.roles())
                .allSatisfy(each -> assertThat(
                                Manifests.stream(Manifests.pod(each).path("topologySpreadConstraints")))
                        .hasSize(2)
                        .allSatisfy(spread -> {
                            assertThat(spread.path("whenUnsatisfiable").asText())
                                    .isEqualTo("ScheduleAnyway");
                            assertThat(spread.at("/labelSelector/matchLabels"))
                                    .isEqualTo(each.at("/spec/selector/matchLabels"));
                        }));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void noSecretStandsInAManifest(Manifests manifests) {
        assertThat(manifests.of("Secret")).isEmpty();
        assertThat(manifests.of("ConfigMap")).isEmpty();
        Set<String> words = Set.of("jaas", "BEGIN ", "shpat_");
        assertThat(manifests.all())
                .allSatisfy(each -> assertThat(words).noneMatch(each.toString()::contains))
                .noneSatisfy(each -> assertThat(each.toString()).containsPattern("[pP]assword=(?!\\$\\()"));
    }

    private static boolean mounted(JsonNode workload, String path) {
        return Manifests.stream(Manifests.container(workload).path("volumeMounts"))
                .anyMatch(each -> each.path("mountPath").asText().equals(path));
    }

    private static int option(JsonNode workload, String name, int otherwise) {
        return Manifests.args(workload).stream()
                .filter(each -> each.startsWith(name + "="))
                .mapToInt(each -> Integer.parseInt(each.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long mebibytes(String quantity) {
        assertThat(quantity).endsWith("Mi");
        return Long.parseLong(quantity.substring(0, quantity.length() - 2));
    }
}
