package io.stocktide.topology.letters;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.RedriveResult;
import io.stocktide.schemas.topic.Attempts;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.schemas.value.Redrive.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** One letter on its way: what it calls for is written, then that it was, and then an outcome can be told. */
final class Redriven {
    private final ListedDeadLetter listed;
    private final InstantSource clock;
    private final String by;
    private final int attempt;
    private Remedy remedy;
    private Future<RecordMetadata> written;
    private Future<RecordMetadata> noted;
    private RedriveResult result;

    /** Looks for what sets it right; what it finds already done is not done again. */
    Redriven(ListedDeadLetter listed, boolean again, String by, Remedies remedies, InstantSource clock) {
        this.listed = listed;
        this.by = by;
        this.clock = clock;
        this.attempt = attempt(listed);
        try {
            result = again ? null : before();
            remedy = result == null ? remedies.of(listed) : null;
        } catch (KafkaException e) {
            result = failed(e);
        }
    }

    private static int attempt(ListedDeadLetter listed) {
        return 1
                + listed.redrives().stream()
                        .filter(each -> each.outcome() == Outcome.REDRIVEN)
                        .mapToInt(Redrive::attempt)
                        .reduce(listed.letter().attempts(), Math::max);
    }

    private RedriveResult before() {
        return listed.redrives().stream()
                .filter(each -> each.outcome() == Outcome.REDRIVEN)
                .findFirst()
                .map(done -> new RedriveResult(
                        listed.id(),
                        Outcome.ALREADY_REDRIVEN,
                        "at " + done.at(),
                        done.toTopic(),
                        done.toPartition(),
                        done.toOffset()))
                .orElse(null);
    }

    /** What would come of it. */
    RedriveResult look() {
        if (result != null) {
            return result;
        }
        return remedy instanceof Remedy.None none
                ? none(none)
                : new RedriveResult(listed.id(), Outcome.REDRIVABLE, null, null, null, null);
    }

    void write(Producer<String, byte[]> producer) {
        if (remedy instanceof Remedy.Write write) {
            ProducerRecord<String, byte[]> record = write.record();
            record.headers()
                    .remove(RecordHeaders.REDRIVE)
                    .remove(RecordHeaders.ATTEMPT)
                    .add(RecordHeaders.REDRIVE, listed.id().getBytes(StandardCharsets.UTF_8))
                    .add(RecordHeaders.ATTEMPT, Attempts.write(attempt));
            written = send(producer, record);
        }
    }

    /** Once it is at all in-sync replicas, writes down that it is. */
    void note(Producer<String, byte[]> producer) {
        if (remedy == null) {
            return; // It was done before, or nothing could be found out.
        }
        try {
            result = remedy instanceof Remedy.None none ? none(none) : redriven(await(written));
            noted = send(producer, note());
        } catch (KafkaException e) {
            result = failed(e);
        }
    }

    /** Returns once what was written down is safe, too. */
    RedriveResult result() {
        try {
            if (noted != null) {
                await(noted);
            }
            return result;
        } catch (KafkaException e) {
            return failed(e);
        }
    }

    private ProducerRecord<String, byte[]> note() {
        Redrive redrive = new Redrive(
                listed.id(),
                attempt,
                clock.instant(),
                result.outcome(),
                result.message(),
                by,
                result.toTopic(),
                result.toPartition(),
                result.toOffset());
        String key = Keys.of(DeadLetters.shopOf(listed.letter()), listed.id());
        byte[] bytes = Topics.REDRIVES.valueSerde().serializer().serialize(Topics.REDRIVES.name(), redrive);
        return new ProducerRecord<>(Topics.REDRIVES.name(), key, bytes);
    }

    private RedriveResult redriven(RecordMetadata at) {
        return new RedriveResult(listed.id(), Outcome.REDRIVEN, null, at.topic(), at.partition(), at.offset());
    }

    private RedriveResult none(Remedy.None none) {
        return new RedriveResult(listed.id(), none.outcome(), none.message(), null, null, null);
    }

    private RedriveResult failed(KafkaException e) {
        String message = "Kafka: " + e.getMessage() + "; to try again does no harm";
        return new RedriveResult(listed.id(), Outcome.FAILED, message, null, null, null);
    }

    private static Future<RecordMetadata> send(
            Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
