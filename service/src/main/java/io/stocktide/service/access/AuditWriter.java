package io.stocktide.service.access;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Audit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the topic {@code audit}. */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int ANSWER_MILLIS = 3_000;
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Supplier<Producer<String, byte[]>> producers;
    /** Made for the first call: most instances are never operated. */
    private Producer<String, byte[]> producer;

    private boolean closed;

    AuditWriter(Supplier<Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    /** @param client as Kafka's clients take it */
    static AuditWriter of(Map<String, String> client) {
        Map<String, Object> config = producerConfig(client);
        return new AuditWriter(() -> new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    /** Settings win in this order: what is needed, the operator's, ours. */
    static Map<String, Object> producerConfig(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "stocktide-audit");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024);
        config.putAll(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class.getName());
        // A caller waits: for metadata, and then for the replicas.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return config;
    }

    /** Returns once all in-sync replicas have the record; false where they have not within six seconds. */
    boolean isDurable(Audit audit) {
        try {
            producer().send(record(audit)).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.atWarn().setCause(e).log("a call could not be written to the topic audit and is refused");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does not wait for the replicas: what the record tells of is done, and its caller has a right to know. */
    void tell(Audit audit) {
        try {
            var unused = producer().send(record(audit), (metadata, failure) -> {
                if (failure != null) {
                    untold(audit, failure);
                }
            });
        } catch (KafkaException e) {
            untold(audit, e);
        }
    }

    private static void untold(Audit audit, Exception failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("callId", audit.callId())
                .addKeyValue("status", audit.status())
                .log("the end of a call could not be written to the topic audit");
    }

    private static ProducerRecord<String, byte[]> record(Audit audit) {
        String topic = Topics.AUDIT.name();
        byte[] value = Topics.AUDIT.valueSerde().serializer().serialize(topic, audit);
        return new ProducerRecord<>(topic, Keys.of(audit.shop(), audit.callId()), value);
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

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSE);
        }
    }
}
