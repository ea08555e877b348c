package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;

/** Writes tombstones and copies. The producer must be idempotent with {@code acks=all} and partition by shop. */
final class ErasureWriter {
    private final Producer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long erased;

    ErasureWriter(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Tombstones so far. */
    long erased() {
        return erased;
    }

    /** Lays a tombstone on the record: same key, same partition. */
    void erase(ConsumerRecord<String, byte[]> record) {
        erase(record.topic(), record.partition(), record.key());
    }

    void erase(String topic, int partition, String key) {
        var unused = send(new ProducerRecord<>(topic, partition, key, null));
        erased++;
    }

    /** Copies the record with its Shopify topic under another key. */
    Copy copy(ConsumerRecord<String, byte[]> record, Topic<byte[]> to, String key) {
        ProducerRecord<String, byte[]> copy = new ProducerRecord<>(to.name(), key, record.value());
        Header shopifyTopic = record.headers().lastHeader(RecordHeaders.TOPIC);
        if (shopifyTopic != null) {
            copy.headers().add(shopifyTopic);
        }
        return new Copy(send(copy));
    }

    private Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        return producer.send(record, (metadata, fault) -> {
            if (fault != null) {
                failure.compareAndSet(null, fault);
            }
        });
    }

    /** Returns once all that was written is at every in-sync replica; throws where some of it is not. */
    void flush() {
        producer.flush();
        Exception fault = failure.get();
        if (fault != null) {
            throw new KafkaException("not all was written", fault);
        }
    }

    /** A copy on its way. */
    record Copy(Future<RecordMetadata> sent) {
        /** Where it lies; to be asked after a flush. */
        RecordMetadata place() {
            try {
                return sent.get();
            } catch (ExecutionException e) {
                throw new KafkaException("a copy was not written", e.getCause());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
