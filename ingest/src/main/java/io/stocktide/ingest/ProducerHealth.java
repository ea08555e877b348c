package io.stocktide.ingest;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.http.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Whether the producer can reach Kafka, looked at in the background so that asking costs nothing. Three signs: the
 * topics have metadata, the metadata is fresh (an idle producer asks for it too), and the last send did not fail.
 */
final class ProducerHealth implements Readiness, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration STALE = ProducerConfigs.METADATA_REFRESH.multipliedBy(3);
    /** A failed send counts for no longer: without traffic nothing else would ever clear it. */
    private static final Duration FAILURE_COUNTS_FOR = Duration.ofSeconds(10);

    private static final List<Topic<?>> PRODUCED = List.of(Topics.WEBHOOKS, Topics.CHANNEL_EVENTS);

    private final Producer<String, byte[]> producer;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ingest-producer-health");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String metadataTrouble = "Kafka has not answered yet";
    private volatile long unhealthyUntilNanos = System.nanoTime();
    private volatile boolean stopping;

    ProducerHealth(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    void start() {
        var unused = background.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stopping() {
        stopping = true;
    }

    void sent() {
        unhealthyUntilNanos = System.nanoTime();
    }

    void sendFailed() {
        unhealthyUntilNanos = System.nanoTime() + FAILURE_COUNTS_FOR.toNanos();
    }

    @Override
    public Optional<String> notReadyBecause() {
        if (stopping) {
            return Optional.of("stopping");
        }
        if (System.nanoTime() - unhealthyUntilNanos < 0) {
            return Optional.of("Kafka did not acknowledge the last record");
        }
        return Optional.ofNullable(metadataTrouble);
    }

    @Override
    public void close() {
        background.shutdownNow();
    }

    private void look() {
        metadataTrouble = troubleNow().orElse(null);
    }

    private Optional<String> troubleNow() {
        for (Topic<?> topic : PRODUCED) {
            try {
                // This also keeps the topic's metadata warm: a send after an idle hour does not wait for it.
                if (producer.partitionsFor(topic.name()).isEmpty()) {
                    return Optional.of("Kafka has no partitions for the topic " + topic.name());
                }
            } catch (KafkaException | IllegalStateException e) {
                return Optional.of("Kafka has not answered for the topic " + topic.name());
            }
        }
        double ageSeconds = ProducerMetric.METADATA_AGE_SECONDS.of(producer);
        return ageSeconds > STALE.toSeconds()
                ? Optional.of("Kafka has not answered for " + (long) ageSeconds + " s")
                : Optional.empty();
    }
}
