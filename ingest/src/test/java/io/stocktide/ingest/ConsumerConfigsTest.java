package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;

class ConsumerConfigsTest {
    @Test
    void kafkas_own_consumer_takes_the_properties_also_those_of_a_group() {
        try (Consumer<byte[], byte[]> consumer = ConsumerConfigs.consumer(
                settings(Map.of("group.id", "shared", "group.instance.id", "one", "enable.auto.commit", "true")))) {
            assertThat(consumer.assignment()).isEmpty();
        }
    }

    @Test
    void an_operator_may_tune_but_not_have_replies_shared_out_or_taken_back() {
        Map<String, Object> configs = ConsumerConfigs.of(settings(
                Map.of("group.id", "shared", "isolation.level", "read_uncommitted", "fetch.max.wait.ms", "7")));

        assertThat(configs)
                .doesNotContainKey("group.id")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "latest")
                .containsEntry("fetch.max.wait.ms", "7");
    }

    @Test
    void a_property_that_kafka_does_not_take_is_one_clear_line() {
        assertThatThrownBy(() -> ConsumerConfigs.consumer(settings(Map.of("fetch.max.wait.ms", "soon"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fetch.max.wait.ms");
    }

    private static IngestSettings settings(Map<String, String> kafka) {
        Map<String, String> all = new HashMap<>(kafka);
        all.put("bootstrap.servers", "127.0.0.1:1");
        return IngestSettings.of(all, LOOPBACK);
    }
}
