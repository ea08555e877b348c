package io.stocktide.service.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.kafka.PromptWriter;
import io.stocktide.service.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PulsePublisherTest {
    private final Metrics metrics = new Metrics();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    @AfterEach
    void close() {
        metrics.close();
    }

    private PulsePublisher publisher(PromptWriter writer) {
        Figures.Reader reader = meters ->
                new Figures(new Pulse.Counts(meters.count("webhooks"), 0, 0, 0, 0), null, null, null, null, Map.of());
        return new PulsePublisher(
                "ingest", () -> "host:8080", () -> Optional.of("Kafka is away"), reader, metrics.registry(), writer);
    }

    private List<Pulse> pulses() {
        return producer.history().stream()
                .map(record -> Topics.PULSES.valueSerde().deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    @Test
    void an_instance_tells_what_it_did_since_its_start_and_says_at_last_that_it_stops() throws Exception {
        metrics.registry().counter("webhooks").increment(100);
        PulsePublisher publisher = publisher(new PromptWriter(() -> producer));
        publisher.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> pulses().size() >= 1);
        metrics.registry().counter("webhooks").increment(7);
        publisher.close();

        assertThat(producer.history()).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("~pulse/ingest/host:8080");
            assertThat(SchemaValidator.of("pulse").errorsIn(Json.mapper().readTree(record.value())))
                    .isEmpty();
        });
        assertThat(pulses()).first().extracting(Pulse::notReadyBecause).isEqualTo("Kafka is away");
        assertThat(pulses()).last().extracting(Pulse::notReadyBecause).isEqualTo("stopped");
        assertThat(pulses().stream()
                        .mapToLong(pulse -> pulse.counts().webhooks())
                        .sum())
                .isEqualTo(7);
    }

    @Test
    void a_kafka_that_is_away_holds_up_neither_start_nor_stop() {
        PulsePublisher publisher = publisher(PulsePublisher.writer(Map.of("bootstrap.servers", "127.0.0.1:1")));

        assertTimeout(Duration.ofSeconds(4), () -> {
            publisher.start();
            publisher.close();
        });
    }
}
