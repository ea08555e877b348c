package io.stocktide.ingest;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.http.Readiness;
import io.stocktide.service.metrics.EnumCounters;
import io.stocktide.service.metrics.Latencies;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a command to the topology and answers with what it decided. No thread waits. */
final class Reservations {
    private static final String NO_ANSWER = "none";

    private final Replies replies;
    private final Readiness feed;
    private final Appender appender;
    private final Executor answers;
    private final MeterRegistry registry;
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();
    private final Traces traces;

    /** @param feed whether replies can be received */
    Reservations(
            Replies replies,
            Readiness feed,
            Appender appender,
            Executor answers,
            MeterRegistry registry,
            Traces traces) {
        this.replies = replies;
        this.feed = feed;
        this.appender = appender;
        this.answers = answers;
        this.registry = registry;
        latencies.put(NO_ANSWER, latency(NO_ANSWER));
        this.traces = traces;
    }

    /**
     * Completes once the answer stands in the context. Fails with a {@link ProblemException} where the client does not
     * get what it asked for, or where what was decided cannot be told; throws one where nothing was sent.
     */
    CompletableFuture<Void> decide(Context ctx, Arrival arrival, String shop, ChannelEvent command, Timer acks) {
        requireFeed();
        ProducerRecord<String, byte[]> record = record(shop, command);
        traces.carry(ctx, record, arrival);
        long askedAtNanos = System.nanoTime();
        CompletableFuture<ReservationReply> reply =
                replies.expect(command.reservation().requestId());
        // The ack alone ends nothing: the reply may be here before it, and is what counts.
        var unused = appender.append(record, acks).whenComplete((ack, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(cause(failure));
            }
        });
        return reply.handleAsync(
                (given, failure) -> {
                    time(given, System.nanoTime() - askedAtNanos);
                    if (failure != null) {
                        throw refusal(cause(failure));
                    }
                    ReservationAnswers.give(ctx, command.type(), given);
                    return null;
                },
                answers);
    }

    private void requireFeed() {
        feed.notReadyBecause().ifPresent(reason -> {
            throw ProblemException.retryable(
                    503,
                    "no-replies",
                    "Reservations not available",
                    "Nothing was asked for, since no reply can be received: " + reason + "; retry.",
                    2);
        });
    }

    private static ProducerRecord<String, byte[]> record(String shop, ChannelEvent command) {
        String topic = Topics.CHANNEL_EVENTS.name();
        byte[] value = Topics.CHANNEL_EVENTS.valueSerde().serializer().serialize(topic, command);
        return new ProducerRecord<>(
                topic, Keys.reservation(shop, command.reservation().reservationId()), value);
    }

    private RuntimeException refusal(Throwable failure) {
        return failure instanceof TimeoutException ? replies.late() : (RuntimeException) failure;
    }

    private void time(ReservationReply given, long nanos) {
        String answer = given == null ? NO_ANSWER : EnumCounters.label(given.answer());
        latencies.computeIfAbsent(answer, this::latency).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer latency(String answer) {
        return Latencies.timer(
                        "stocktide.reservation.latency",
                        "From a reservation command's send to its answer",
                        Duration.ofSeconds(5))
                .tag("answer", answer)
                .register(registry);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
