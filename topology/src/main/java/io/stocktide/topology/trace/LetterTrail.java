package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.letters.DeadLetters;
import io.stocktide.topology.letters.LetterId;
import io.stocktide.topology.streams.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the dead letters that point at a record, and what was done about them. */
final class LetterTrail {
    private static final int MAX_LETTERS = 20;

    private final ShopLog log;
    private final String shop;
    private final DeadLetters letters;
    private final Findings findings;

    LetterTrail(ShopLog log, String shop, DeadLetters letters, Findings findings) {
        this.log = log;
        this.shop = shop;
        this.letters = letters;
        this.findings = findings;
    }

    /** Of a record that died, or of which a part did. */
    void of(String topic, String name, Seen seen) {
        if (!seen.buried()) {
            return;
        }
        String key = Keys.of(shop, name);
        Instant at = Instant.ofEpochMilli(seen.recordMillis());
        Predicate<DeadLetter> points = letter -> letter.origin().topic().equals(topic)
                && key.equals(letter.origin().key())
                && seen.offset() == letter.origin().offset();
        if (follow(at, points) == 0) {
            findings.misses(
                    "the dead letter of " + name + " was not found: not committed yet, expired, or out of reach");
        }
    }

    /** Of a batch's rows, or of a batch that was given up; there need be none. */
    void ofBatch(String batchId, Instant since) {
        String key = Keys.of(shop, batchId);
        follow(
                since,
                letter -> key.equals(letter.origin().key())
                        && !letter.origin().topic().equals(Topics.WEBHOOKS.name()));
    }

    private int follow(Instant since, Predicate<DeadLetter> points) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        // One cause's letters lie beside each other.
        ShopLog.End end = log.scan(Topics.DEAD_LETTERS, log.offsetAt(Topics.DEAD_LETTERS, since), record -> {
            boolean match = ShopLog.value(Topics.DEAD_LETTERS, record)
                    .filter(letter -> letter.origin() != null && letter.origin().topic() != null && points.test(letter))
                    .isPresent();
            if (match) {
                found.add(record);
            }
            return (match || found.isEmpty()) && found.size() < MAX_LETTERS;
        });
        if (end == ShopLog.End.BOUND && found.isEmpty()) {
            findings.misses("not all dead letters were looked through");
        }
        found.forEach(this::note);
        return found.size();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        letters.find(new LetterId(record.partition(), record.offset()))
                .map(letter -> step(record, letter))
                .ifPresent(findings::add);
    }

    private static Trace.Died step(ConsumerRecord<String, byte[]> record, ListedDeadLetter listed) {
        DeadLetter letter = listed.letter();
        return new Trace.Died(
                Instant.ofEpochMilli(record.timestamp()),
                ShopLog.place(record),
                listed.id(),
                letter.cause(),
                letter.message(),
                letter.attempts(),
                listed.redrives());
    }
}
