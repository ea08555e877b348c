package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ProducerHealthTest {
    @Test
    void nothing_is_ready_before_kafka_has_answered() {
        try (ProducerHealth health = new ProducerHealth(producer(IngestFixture.cluster()))) {
            assertThat(health.notReadyBecause()).contains("Kafka has not answered yet");
        }
    }

    @Test
    void a_missing_topic_is_named() {
        try (ProducerHealth health = new ProducerHealth(producer(Cluster.empty()))) {
            health.start();

            await().until(() ->
                    health.notReadyBecause().equals(Optional.of("Kafka has no partitions for the topic webhooks")));
        }
    }

    @Test
    void metadata_that_an_idle_producer_could_not_refresh_tells_that_kafka_is_away() {
        MockProducer<String, byte[]> producer = producer(IngestFixture.cluster());
        producer.setMockMetrics(AGE, age(60));
        try (ProducerHealth health = new ProducerHealth(producer)) {
            health.start();

            await().until(() -> health.notReadyBecause().equals(Optional.of("Kafka has not answered for 60 s")));
        }
    }

    @Test
    void a_service_that_stops_is_not_ready() {
        try (ProducerHealth health = new ProducerHealth(producer(IngestFixture.cluster()))) {
            health.start();
            await().until(() -> health.notReadyBecause().isEmpty());

            health.stopping();

            assertThat(health.notReadyBecause()).contains("stopping");
        }
    }

    private static final MetricName AGE = new MetricName("metadata-age", "producer-metrics", "", Map.of());

    private static Metric age(double seconds) {
        return new Metric() {
            @Override
            public MetricName metricName() {
                return AGE;
            }

            @Override
            public Object metricValue() {
                return seconds;
            }
        };
    }

    private static MockProducer<String, byte[]> producer(Cluster cluster) {
        return new MockProducer<>(
                cluster, true, new ShopProducerPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }
}
