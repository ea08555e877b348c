package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ConfigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class ProducerConfigsTest {
    private static final Map<String, String> NOWHERE = Map.of("bootstrap.servers", "127.0.0.1:1");

    @Test
    void kafkas_own_producer_takes_the_properties_and_tells_of_itself() {
        try (Producer<String, byte[]> producer = ProducerConfigs.producer(IngestSettings.of(NOWHERE, LOOPBACK))) {
            for (ProducerMetric metric : ProducerMetric.values()) {
                assertThat(metric.of(producer)).as(metric.name()).isNotNaN();
            }
        }
    }

    @Test
    void an_operator_may_tune_but_not_weaken_the_promise() {
        Map<String, Object> configs = ProducerConfigs.of(IngestSettings.of(
                Map.of("bootstrap.servers", "127.0.0.1:1", "acks", "0", "linger.ms", "7", "max.block.ms", "60000"),
                LOOPBACK));

        assertThat(configs)
                .containsEntry("acks", "all")
                .containsEntry("linger.ms", "7")
                .containsEntry("max.block.ms", "250")
                .containsEntry("enable.idempotence", "true");
    }

    @Test
    void a_property_that_kafka_does_not_take_is_one_clear_line() {
        IngestSettings settings =
                IngestSettings.of(Map.of("bootstrap.servers", "127.0.0.1:1", "compression.type", "brotli"), LOOPBACK);

        assertThatThrownBy(() -> ProducerConfigs.producer(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("compression.type");
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        assertThatThrownBy(() -> IngestSettings.of(Map.of(), LOOPBACK)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new IngestSettings(
                        NOWHERE, LOOPBACK, 1024, 1024, Duration.ofSeconds(3), Duration.ofSeconds(3), 1024, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("buffer");
        assertThatThrownBy(() -> new IngestSettings(
                        NOWHERE, LOOPBACK, 1024, 1024, Duration.ZERO, Duration.ofSeconds(3), 4096, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ack time-out");
        assertThatThrownBy(() -> new IngestSettings(
                        NOWHERE, LOOPBACK, 1024, 1024, Duration.ofSeconds(3), Duration.ZERO, 4096, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reply time-out");
    }

    @Test
    void without_kafka_the_service_is_live_not_ready_and_answers_503_quickly() throws Exception {
        try (Metrics metrics = new Metrics();
                IngestService service = new IngestService(
                                IngestSettings.of(NOWHERE, LOOPBACK), IngestFixture.shops(), metrics)
                        .start()) {
            assertThat(get(service, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(service, "/readyz").body()).startsWith("Kafka has not answered");
            HttpRequest event = request(service, "/v1/shops/" + IngestFixture.SHOP + "/channel-events")
                    .header("Authorization", "Bearer " + IngestFixture.TOKEN)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(3))
                    .POST(HttpRequest.BodyPublishers.ofString(ChannelEventRouteTest.sale("k")))
                    .build();

            assertThat(send(event).statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> get(IngestService service, String path) throws Exception {
        return send(request(service, path).build());
    }

    private static HttpRequest.Builder request(IngestService service, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
