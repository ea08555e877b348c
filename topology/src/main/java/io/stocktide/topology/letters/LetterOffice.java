package io.stocktide.topology.letters;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.RedriveResult;
import io.stocktide.schemas.value.Redrive.Outcome;
import io.stocktide.topology.topics.PartitionReader;
import io.stocktide.topology.topics.TopicClients;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
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
        this.reader = new PartitionReader(TopicClients.consumer(client, LetterClients.CLIENT_ID));
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

    /** As {@link #redriveAll}, of one letter. */
    public RedriveResult redrive(ListedDeadLetter listed, boolean again, String by) {
        return redriveAll(List.of(listed), again, by).get(0);
    }

    /**
     * Writes again what died, and that it did so. An outcome comes of each, in their order, also where Kafka does not
     * take it. They are on their way together: to wait for each would take minutes for some thousand.
     *
     * @param by the name of the token that asked for it; null where the command does
     */
    public List<RedriveResult> redriveAll(List<ListedDeadLetter> listed, boolean again, String by) {
        List<Redriven> all = listed.stream()
                .map(each -> new Redriven(each, again, by, remedies, clock))
                .toList();
        all.forEach(each -> each.write(producer));
        all.forEach(each -> each.note(producer));
        List<RedriveResult> results = all.stream().map(Redriven::result).toList();
        results.forEach(result -> counter.accept(result.outcome()));
        return results;
    }

    /** What a redrive would do; writes nothing. */
    public RedriveResult look(ListedDeadLetter listed, boolean again) {
        return new Redriven(listed, again, null, remedies, clock).look();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
        reader.close();
    }
}
