package io.stocktide.ingest;

import org.apache.kafka.clients.producer.Producer;

/** What the producer says of itself (Kafka's group {@code producer-metrics}). */
enum ProducerMetric {
    METADATA_AGE_SECONDS("metadata-age"),
    BUFFER_AVAILABLE_BYTES("buffer-available-bytes");

    private final String kafkaName;

    ProducerMetric(String kafkaName) {
        this.kafkaName = kafkaName;
    }

    /** NaN where the producer does not tell. */
    double of(Producer<?, ?> producer) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(kafkaName)
                        && metric.getKey().group().equals("producer-metrics"))
                .map(metric -> metric.getValue().metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .findFirst()
                .orElse(Double.NaN);
    }
}
