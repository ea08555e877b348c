package io.stocktide.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientsTest {
    @Test
    void whatCorrectnessRestsOnCannotBeSetOtherwise() {
        Map<String, String> user = Map.of(
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", "true",
                "acks", "1",
                "enable.idempotence", "false",
                "partitioner.class", "x",
                "group.id", "x");

        assertThat(KafkaClients.consumerConfig(user, "g"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("group.id", "g");
        assertThat(KafkaClients.producerConfig(user))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("partitioner.class", ShopProducerPartitioner.class.getName());
    }

    @Test
    void theRestIsADefaultThatTheUserMayChange() {
        assertThat(KafkaClients.consumerConfig(Map.of("max.poll.records", "7"), "g"))
                .containsEntry("max.poll.records", "7")
                .containsEntry("auto.offset.reset", "earliest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void kafkasClientsTakeWhatTheyAreGiven(String groupProtocol) {
        KafkaClients kafka =
                KafkaClients.of(Map.of("bootstrap.servers", "127.0.0.1:1", "group.protocol", groupProtocol));

        assertThatCode(() -> kafka.consumer("g").close()).doesNotThrowAnyException();
        assertThatCode(() -> kafka.producer().close()).doesNotThrowAnyException();
    }

    @Test
    void aBrokerToTalkToMustBeNamed() {
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Duration.ZERO);
        assertThatThrownBy(() -> SinkSettings.defaults(Map.of(), http))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bootstrap.servers");
    }
}
