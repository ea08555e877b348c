package io.stocktide.ingest;

import io.micrometer.core.instrument.Timer;
import io.stocktide.service.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Appends records to Kafka and says when Kafka has them: the promise behind every 2xx. */
final class Appender implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final ProducerHealth health;
    private final Duration ackTimeout;
    private final ExecutorService answers;

    Appender(Producer<String, byte[]> producer, ProducerHealth health, Duration ackTimeout) {
        this.producer = producer;
        this.health = health;
        this.ackTimeout = ackTimeout;
        AtomicInteger number = new AtomicInteger();
        this.answers =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), task -> {
                    Thread thread = new Thread(task, "ingest-answer-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
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
        // Answers leave on threads of their own: a caller who reads slowly must hold up neither the producer's one
        // I/O thread nor the JVM's one timer thread.
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

    /** To be called once no request is under way; the answers that are due still leave. */
    @Override
    public void close() {
        answers.shutdown();
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
