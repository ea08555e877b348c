package io.stocktide.ingest;

import io.micrometer.core.instrument.Timer;
import io.stocktide.service.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Appends records to Kafka and says when Kafka has them: the promise behind every 2xx. */
final class Appender {
    private final Producer<String, byte[]> producer;
    private final ProducerHealth health;
    private final Duration ackTimeout;
    private final Executor answers;

    Appender(Producer<String, byte[]> producer, ProducerHealth health, Duration ackTimeout, Executor answers) {
        this.producer = producer;
        this.health = health;
        this.ackTimeout = ackTimeout;
        this.answers = answers;
    }

    /**
     * Where Kafka put the record, once it is durable there. Fails with a {@link ProblemException} where the buffer is
     * full, Kafka refuses the record, or {@code ackTimeout} passes.
     *
     * @param acks takes the time from here to the ack
     */
    CompletableFuture<RecordMetadata> append(ProducerRecord<String, byte[]> record, Timer acks) {
        long sentAtNanos = System.nanoTime();
        CompletableFuture<RecordMetadata> ack = new CompletableFuture<>();
        send(record, ack);
        return ack.orTimeout(ackTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (metadata, failure) -> {
                            if (failure != null) {
                                throw refusal(failure);
                            }
                            health.sent();
                            acks.record(System.nanoTime() - sentAtNanos, TimeUnit.NANOSECONDS);
                            return metadata;
                        },
                        answers);
    }

    private void send(ProducerRecord<String, byte[]> record, CompletableFuture<RecordMetadata> ack) {
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    ack.complete(metadata);
                } else {
                    ack.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            ack.completeExceptionally(e);
        }
    }

    private ProblemException refusal(Throwable failure) {
        KafkaRefusal refusal = KafkaRefusal.of(failure);
        if (refusal.blamesKafka()) {
            health.sendFailed();
        }
        return refusal.problem();
    }
}
