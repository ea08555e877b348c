package io.stocktide.sink.facts;

import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.service.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records to topics. The producer must be idempotent with {@code acks=all} and partition by shop. */
public final class FactWriter {
    private final Producer<String, byte[]> producer;

    public FactWriter(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Completes once every in-sync replica has it, and fails where Kafka did not take it in time. May hold the thread
     * while the producer's buffer is full.
     *
     * @param trace rides along as {@code traceparent}
     */
    public <V> CompletableFuture<?> write(Topic<V> topic, String key, V value, TraceParent trace) {
        try {
            byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), key, bytes);
            record.headers().add(RecordHeaders.TRACEPARENT, trace.header().getBytes(StandardCharsets.US_ASCII));
            return write(record);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Writes a record once more, to the end of its partition, with some headers in the place of those it has. */
    public CompletableFuture<?> writeAgain(ConsumerRecord<String, byte[]> record, Map<String, String> headers) {
        ProducerRecord<String, byte[]> copy = new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
        headers.forEach(
                (name, value) -> copy.headers().remove(name).add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return write(copy);
    }

    private CompletableFuture<?> write(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            written.completeExceptionally(e);
        }
        return written;
    }
}
