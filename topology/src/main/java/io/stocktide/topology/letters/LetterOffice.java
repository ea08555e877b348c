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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Lists dead letters and redrives them: what died is written again where it came from, so that it counts at last. It
 * counts once, however often and from wherever that is done, since the topology and Shopify know it by its key. Not
 * for several threads at once. Where Kafka does not answer, its {@link KafkaException} is thrown.
 */
public final class LetterOffice implements AutoCloseable {
    private final PartitionReader reader;
    private final Producer<String, byte[]> producer;
    private final InstantSource clock;
    private final Consumer<Outcome> counter;
    private final DeadLetters letters;
    private final Remedies remedies;

    /**
     * @param client as Kafka's clients take it
     * @param counter told of each outcome
     */
    public LetterOffice(Map<String, String> client, InstantSource clock, Consumer<Outcome> counter) {
        this.reader = new PartitionReader(LetterClients.consumer(client));
        this.producer = LetterClients.producer(client);
        this.clock = clock;
        this.counter = counter;
        this.letters = new DeadLetters(reader);
        this.remedies = new Remedies(reader, clock);
    }

    /** Some letters of a partition, oldest first; {@code next} is where to go on, empty at the end. */
    public record Page(List<ListedDeadLetter> letters, OptionalLong next) {}

    public int partitions() {
        return letters.partitions();
    }

    public int partitionOf(String shop) {
        return letters.partitionOf(shop);
    }

    /** The offset of the letter that comes next to a partition. */
    public long end(int partition) {
        return letters.end(partition);
    }

    /**
     * What matches from an offset on and before {@code end}, at most so many. A page may hold less, even nothing, and
     * have a next one: no call looks through more than some thousand letters.
     */
    public Page page(int partition, LetterFilter filter, long from, long end, int limit) {
        DeadLetters.Page page = letters.page(partition, filter, from, end, limit);
        return new Page(page.letters(), page.next());
    }

    /** The letter, and whether what it points at is still there; empty where there is no such letter. */
    public Optional<ListedDeadLetter> find(LetterId id) {
        return letters.find(id)
                .map(listed -> new ListedDeadLetter(
                        listed.id(),
                        listed.letter(),
                        remedies.isOriginPresent(listed.letter()).orElse(null),
                        listed.redrives()));
    }

    /** What a redrive would do; writes nothing. */
    public RedriveResult look(ListedDeadLetter listed, boolean again) {
        return whyNot(listed, again)
                .orElseGet(() -> remedies.of(listed) instanceof Remedy.None none
                        ? result(listed, none)
                        : new RedriveResult(listed.id(), Outcome.REDRIVABLE, null, null, null, null));
    }

    /** Writes again what died, and that it did so. An outcome comes of each, also where Kafka does not take it. */
    public RedriveResult redrive(ListedDeadLetter listed, boolean again) {
        RedriveResult result;
        try {
            result = whyNot(listed, again).orElseGet(() -> act(listed));
        } catch (KafkaException e) {
            result = new RedriveResult(
                    listed.id(),
                    Outcome.FAILED,
                    "Kafka: " + e.getMessage() + "; to try again does no harm",
                    null,
                    null,
                    null);
        }
        counter.accept(result.outcome());
        return result;
    }

    private static Optional<RedriveResult> whyNot(ListedDeadLetter listed, boolean again) {
        return again
                ? Optional.empty()
                : listed.redrives().stream()
                        .filter(each -> each.outcome() == Outcome.REDRIVEN)
                        .findFirst()
                        .map(done -> new RedriveResult(
                                listed.id(),
                                Outcome.ALREADY_REDRIVEN,
                                "at " + done.at(),
                                done.toTopic(),
                                done.toPartition(),
                                done.toOffset()));
    }

    private RedriveResult act(ListedDeadLetter listed) {
        int attempt = attempt(listed);
        Remedy remedy = remedies.of(listed);
        RedriveResult result = remedy instanceof Remedy.Write write
                ? write(listed, attempt, write.record())
                : result(listed, (Remedy.None) remedy);
        note(listed, attempt, result);
        return result;
    }

    private static int attempt(ListedDeadLetter listed) {
        return 1
                + listed.redrives().stream()
                        .filter(each -> each.outcome() == Outcome.REDRIVEN)
                        .mapToInt(Redrive::attempt)
                        .reduce(listed.letter().attempts(), Math::max);
    }

    private RedriveResult write(ListedDeadLetter listed, int attempt, ProducerRecord<String, byte[]> record) {
        record.headers()
                .remove(RecordHeaders.REDRIVE)
                .remove(RecordHeaders.ATTEMPT)
                .add(RecordHeaders.REDRIVE, listed.id().getBytes(StandardCharsets.UTF_8))
                .add(RecordHeaders.ATTEMPT, Attempts.write(attempt));
        RecordMetadata written = send(record);
        return new RedriveResult(
                listed.id(), Outcome.REDRIVEN, null, written.topic(), written.partition(), written.offset());
    }

    private static RedriveResult result(ListedDeadLetter listed, Remedy.None none) {
        return new RedriveResult(listed.id(), none.outcome(), none.message(), null, null, null);
    }

    private void note(ListedDeadLetter listed, int attempt, RedriveResult result) {
        Redrive redrive = new Redrive(
                listed.id(),
                attempt,
                clock.instant(),
                result.outcome(),
                result.message(),
                result.toTopic(),
                result.toPartition(),
                result.toOffset());
        String key = Keys.of(DeadLetters.shopOf(listed.letter()), listed.id());
        byte[] bytes = Topics.REDRIVES.valueSerde().serializer().serialize(Topics.REDRIVES.name(), redrive);
        send(new ProducerRecord<>(Topics.REDRIVES.name(), key, bytes));
    }

    /** Returns once all in-sync replicas have it. */
    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
        reader.close();
    }
}
