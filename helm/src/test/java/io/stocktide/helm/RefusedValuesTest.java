package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be is refused before anything is installed, and the message names the value. */
class RefusedValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topology: {replica: 3}                          | topology   | replica",
                "nothing: 1                                      | nothing    | nothing",
                "topology: {heapMiB: 16}                         | heapMiB    | 128",
                "topology: {heapMiB: 1g}                         | heapMiB    | integer",
                "topology: {replicas: -1}                        | replicas   | 0",
                "topology: {onStop: stay}                        | onStop     | remain",
                "topology: {persistence: {size: huge}}           | size       | pattern",
                "topology: {persistence: {accessMode: Many}}     | accessMode | ReadWriteOnce",
                "ingest: {service: {port: 80}}                   | port       | 1,024",
                "ingest: {disruptionBudget: {maxUnavailable: 0}} | maxUnavailable | maxUnavailable",
                "image: {pullPolicy: Sometimes}                  | pullPolicy | Always",
                "image: {digest: abc}                            | digest     | sha256",
                "kafka: {bootstrapServers: 'no port'}            | bootstrapServers | pattern",
                "kafka: {properties: {a: 'b;c'}}                 | properties | pattern",
                "topics: {partitions: 0}                         | partitions | 1",
                "replay: {from: yesterday}                       | from       | earliest",
                "logLevel: LOUD                                  | logLevel   | DEBUG",
                "shops: {key: ''}                                | key        | key",
                "shops: {existingSecret: Not_A_Name}             | existingSecret | pattern",
                "syncSink: {keda: {minReplicas: 0}}              | minReplicas | 1",
                "imagePullSecrets: [registry]                    | imagePullSecrets | object",
            })
    void theSchemaNamesTheValueAndWhatItMayBe(String values, String name, String may) {
        assertThatThrownBy(() -> Chart.render(Chart.minimum(), values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(may);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topology: {standbys: 2}                                | topology.standbys is 2, but 2 replicas can hold 1",
                "topology: {replicas: 13}                               | topology.replicas is 13, but topics.partitions is 12",
                "hopKey: {existingSecret: ''}                           | hopKey.existingSecret is needed",
                "syncSink: {replicas: 13}                               | syncSink.replicas is 13",
                "syncSink: {keda: {enabled: true, maxReplicas: 13}}     | syncSink.keda.maxReplicas is 13",
                "syncSink: {keda: {enabled: true, minReplicas: 7}}      | syncSink.keda.minReplicas is 7",
                "ingest: {autoscaling: {minReplicas: 11}}               | ingest.autoscaling.minReplicas is 11",
                "replay: {enabled: true, dryRun: false}                 | needs topology.replicas 0",
                "replay: {enabled: true, force: true}                   | replay.force goes with replay.dryRun false",
                "ingest: {ingress: {enabled: true}}                     | ingest.ingress.host is needed",
                "kafka: {properties: {sasl.jaas.config: x}}             | kafka.properties.sasl.jaas.config is secret",
                "kafka: {properties: {ssl.key.password: x}}             | kafka.properties.ssl.key.password is secret",
                "kafka: {ca: {existingSecret: a}, properties: {ssl.truststore.location: b}} | say the same thing",
                "topology: {extraEnv: [{name: STOCKTIDE_JAVA_OPTS, value: x}]} | extraEnv repeats STOCKTIDE_JAVA_OPTS",
                "{extraEnv: [{name: A}], topology: {extraEnv: [{name: A}]}} | extraEnv repeats A",
                "topology: {extraArgs: [--threads=4]}                   | topology.extraArgs repeats --threads",
                "ingest: {extraArgs: [--port, '9000']}                  | ingest.extraArgs repeats --port",
            })
    void whatTheSchemaCannotSayIsSaidByTheChart(String values, String message) {
        assertThatThrownBy(() -> Chart.render(Chart.minimum(), values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    static Stream<String> maps() {
        return paths("", Chart.yaml(Chart.text(Chart.DIRECTORY.resolve("values.schema.json")))).stream();
    }

    @ParameterizedTest
    @MethodSource("maps")
    void nothingIsTakenThatTheSchemaDoesNotList(String map) {
        List<String> outwards = new ArrayList<>(List.of(map.split("\\.")));
        Collections.reverse(outwards);
        String values = "surprise: 1";
        for (String each : outwards) {
            values = each.isEmpty() ? values : each + ": {" + values + "}";
        }
        String all = values;
        assertThatThrownBy(() -> Chart.render(Chart.minimum(), all)).hasMessageContaining("surprise");
    }

    /** The maps whose keys the schema lists, by their path. */
    private static List<String> paths(String path, JsonNode schema) {
        List<String> paths = new ArrayList<>();
        if (schema.has("properties")) {
            paths.add(path);
            schema.path("properties")
                    .properties()
                    .forEach(each -> paths.addAll(
                            paths(path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue())));
        }
        return paths;
    }
}
