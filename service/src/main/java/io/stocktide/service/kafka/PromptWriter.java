package io.stocktide.service.kafka;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes a record now and then, for which somebody waits some seconds at most. Makes its producer for the first of them;
 * with Kafka away it holds no more than a mebibyte.
 */
public final class PromptWriter implements AutoCloseable {
    private static final int ANSWER_MILLIS = 3_000;
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Supplier<Producer<String, byte[]>> producers;
    private Producer<String, byte[]> producer;
    private boolean closed;

    /** @param producers asked once, for the first record */
    public PromptWriter(Supplier<Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    /** @param client as Kafka's clients take it */
    public static PromptWriter of(Map<String, String> client, String clientId) {
        Map<String, Object> config = producerConfig(client, clientId);
        return new PromptWriter(() -> new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    /** Settings win in this order: what is needed, the operator's, ours. */
    public static Map<String, Object> producerConfig(Map<String, String> client, String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024);
        config.putAll(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class.getName());
        // Somebody waits: for metadata, and then for the replicas.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return config;
    }

    /** Returns once all in-sync replicas have the record; throws a {@link KafkaException} where they have not within six seconds. */
    public void write(ProducerRecord<String, byte[]> record) {
        try {
            producer().send(record).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /**
     * Does not wait for the replicas.
     *
     * @param untold told why the record is not written, in whichever thread
     */
    public void tell(ProducerRecord<String, byte[]> record, Consumer<Exception> untold) {
        try {
            var unused = producer().send(record, (metadata, failure) -> {
                if (failure != null) {
                    untold.accept(failure);
                }
            });
        } catch (KafkaException e) {
            untold.accept(e);
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (closed) {
            throw new KafkaException("the service stops");
        }
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    /** Waits some seconds at most for what has not reached Kafka yet. */
    @Override
    public void close() {
        close(CLOSE);
    }

    /** Likewise, but waits no longer than that. */
    public synchronized void close(Duration within) {
        closed = true;
        if (producer != null) {
            producer.close(within);
        }
    }
}
