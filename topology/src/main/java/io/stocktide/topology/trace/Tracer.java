package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.topology.letters.DeadLetters;
import io.stocktide.topology.streams.Remembered;
import io.stocktide.topology.topics.PartitionReader;
import io.stocktide.topology.topics.TopicClients;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Tells what became of a webhook, a channel event or a batch. What is remembered leads to the record; the rest is read
 * from the topics, within bounds. Not for several threads at once. Where Kafka does not answer, its
 * {@link KafkaException} is thrown.
 */
public final class Tracer implements AutoCloseable {
    private static final String CLIENT_ID = "stocktide-trace";

    private final PartitionReader reader;
    private final DeadLetters letters;
    private final InstantSource clock;

    /**
     * @param client as Kafka's clients take it
     */
    public Tracer(Map<String, String> client, InstantSource clock) {
        this(new PartitionReader(TopicClients.consumer(client, CLIENT_ID)), clock);
    }

    Tracer(PartitionReader reader, InstantSource clock) {
        this.reader = reader;
        this.letters = new DeadLetters(reader);
        this.clock = clock;
    }

    /** Whether a trace of the id would find anything. Needs no turn, for it reads no topic. */
    public static boolean knows(Remembered remembered, String id) {
        return kind(remembered, id).isPresent();
    }

    /** Empty where the id is not remembered. */
    public Optional<Trace> trace(Remembered remembered, String id) {
        return kind(remembered, id).map(kind -> {
            Findings findings = new Findings();
            new Trail(reader, letters, remembered, findings, clock).follow(kind, id);
            return findings.toTrace(remembered.shop(), id, kind);
        });
    }

    private static Optional<Trace.Kind> kind(Remembered remembered, String id) {
        if (!remembered.webhook(id).isEmpty()) {
            return Optional.of(Trace.Kind.WEBHOOK);
        }
        if (!remembered.channelEvent(id).isEmpty()) {
            return Optional.of(Trace.Kind.CHANNEL_EVENT);
        }
        return remembered.batch(id).isEmpty() && remembered.deliveries(id).isEmpty()
                ? Optional.empty()
                : Optional.of(Trace.Kind.BATCH);
    }

    @Override
    public void close() {
        reader.close();
    }
}
