package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kafka that there is: how pods reach it, and what is made on it. */
class KafkaTest {
    static Stream<Named<Manifests>> variants() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyPodIsToldTheBrokersAlike(Manifests manifests) {
        List<List<String>> told = manifests
                .workloads()
                .map(each -> Manifests.args(each).stream()
                        .filter(arg -> arg.matches("--(bootstrap-servers|kafka-file|kafka=(ssl|sasl|security)).*"))
                        .toList())
                .distinct()
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isNotEmpty();
    }

    @Test
    void secretsComeByFileAndTheCertificatesInPem() {
        JsonNode ingest = Variants.of("SASL and TLS to Kafka").one("Deployment", "ingest");

        assertThat(Manifests.args(ingest))
                .contains(
                        "--kafka=security.protocol=SASL_SSL",
                        "--kafka=sasl.mechanism=SCRAM-SHA-512",
                        "--kafka-file=/etc/stocktide/kafka/kafka.properties",
                        "--kafka=ssl.truststore.type=PEM",
                        "--kafka=ssl.truststore.location=/etc/stocktide/kafka-ca/ca.crt");
    }

    @Test
    void topicsAreThereBeforeTheRoles() {
        JsonNode job = Variants.of("the least")
                .of("Job")
                .filter(each -> Manifests.args(each).contains("create"))
                .findFirst()
                .orElseThrow();

        assertThat(job.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("pre-install,pre-upgrade");
        assertThat(Manifests.args(job))
                .startsWith("topics", "create")
                .contains("--partitions=12", "--replication-factor=3");
    }

    @Test
    void theSinkIsScaledByTheLagOfItsOwnGroups() {
        JsonNode scaled = Variants.of("scaled on lag").one("ScaledObject", "sync-sink");
        String code = Chart.text(Path.of("../sync-sink/src/main/java/io/stocktide/sink/SinkSettings.java"))
                + Chart.text(Path.of("../sync-sink/src/main/java/io/stocktide/sink/SinkService.java"));

        assertThat(scaled.findValues("consumerGroup"))
                .extracting(JsonNode::asText)
                .containsExactly("stocktide-sync-sink", "stocktide-sync-sink-lookups");
        assertThat(code).contains("\"stocktide-sync-sink\"", "groupId() + \"-lookups\"");
        assertThat(scaled.findValues("topic")).extracting(JsonNode::asText).containsExactly("batches", "lookups");
        assertThat(scaled.at("/spec/minReplicaCount").asInt()).isPositive();
        assertThat(scaled.at("/spec/triggers/0/authenticationRef/name").asText())
                .isEqualTo("kafka");
        assertThat(scaled.at("/spec/triggers/0/metadata/sasl").asText()).isEqualTo("scram_sha512");
    }
}
