package io.stocktide.topology.letters;

import static io.stocktide.schemas.value.Redrive.Outcome.NOT_REDRIVABLE;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.topology.letters.Details.BadDetailException;
import io.stocktide.topology.topics.PartitionReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** Finds what sets a dead letter right, by where it came from. */
final class Remedies {
    private static final Set<String> RECORDS = Set.of(
            Topics.WEBHOOKS.name(),
            Topics.CHANNEL_EVENTS.name(),
            Topics.SNAPSHOTS.name(),
            Topics.DELIVERIES.name(),
            Topics.BATCHES.name());

    private final PartitionReader reader;
    private final GivenUpBatches batches;
    private final Erased erased;
    private final InstantSource clock;

    Remedies(PartitionReader reader, InstantSource clock) {
        this.reader = reader;
        this.batches = new GivenUpBatches(reader);
        this.erased = new Erased(reader);
        this.clock = clock;
    }

    Remedy of(ListedDeadLetter listed) {
        DeadLetter letter = listed.letter();
        if (letter.shop() == null || letter.origin().key() == null) {
            return Remedy.none(NOT_REDRIVABLE, "the key of its record names no shop");
        }
        try {
            if (letter.cause().equals("unknown_variant")) {
                return question(letter);
            }
            return switch (letter.origin().topic()) {
                case "webhooks", "deliveries" -> sameAgain(listed);
                case "snapshots" -> read(letter);
                case "channel-events" -> letter.detail() == null ? event(listed) : line(listed);
                case "batches" -> letter.detail() == null ? batch(listed) : row(listed);
                default -> Remedy.none(NOT_REDRIVABLE, "it comes from no record that could be sent again");
            };
        } catch (BadDetailException e) {
            return Remedy.none(NOT_REDRIVABLE, "its detail does not say what died");
        }
    }

    /** Whether what the letter points at is still there; empty where it points at no record. */
    Optional<Boolean> isOriginPresent(DeadLetter letter) {
        return letter.origin().offset() < 0 || !RECORDS.contains(letter.origin().topic())
                ? Optional.empty()
                : Optional.of(origin(letter).isPresent());
    }

    private Remedy question(DeadLetter letter) {
        long variantId = Details.id(letter);
        Lookup question = new Lookup(
                letter.shop(), variantId, null, Lookup.Reason.UNKNOWN_VARIANT, letter.attempts(), clock.instant());
        return write(Topics.LOOKUPS, Keys.variant(letter.shop(), variantId), question);
    }

    /** To send an old snapshot again would let compaction take it for the newest; Shopify is read anew instead. */
    private Remedy read(DeadLetter letter) {
        String key = letter.origin().key();
        Optional<Long> item = Details.idAfter(Keys.of(letter.shop(), "item/"), key);
        Optional<Long> variant = Details.idAfter(Keys.of(letter.shop(), "variant/"), key);
        if (item.isEmpty() == variant.isEmpty()) {
            throw new BadDetailException();
        }
        Lookup.Reason reason = item.isPresent() ? Lookup.Reason.UNSETTLED : Lookup.Reason.UNKNOWN_VARIANT;
        Lookup question = new Lookup(
                letter.shop(), variant.orElse(null), item.orElse(null), reason, letter.attempts(), clock.instant());
        return write(Topics.LOOKUPS, key, question);
    }

    private Remedy event(ListedDeadLetter listed) {
        String key = listed.letter().origin().key();
        if (key.startsWith(Keys.reservation(listed.letter().shop(), ""))) {
            return Remedy.none(
                    NOT_REDRIVABLE, "a command to a reservation is sent again by who sent it, with the same key");
        }
        return sameAgain(listed);
    }

    private Remedy sameAgain(ListedDeadLetter listed) {
        return origin(listed.letter())
                .or(() -> lastWritten(listed))
                .map(Remedies::copy)
                .orElseGet(Remedy::gone);
    }

    /** The key of its own makes it count once, and keeps it from being taken for the event that died in part. */
    private Remedy line(ListedDeadLetter listed) {
        ChannelLine line = Details.read(listed.letter(), ChannelLine.class);
        Optional<ConsumerRecord<String, byte[]>> origin = origin(listed.letter());
        if (origin.isEmpty()) {
            return Remedy.gone();
        }
        ChannelEvent event = eventIn(origin.get());
        return event(listed, event.type(), event.channel(), event.occurredAt(), line);
    }

    private static ChannelEvent eventIn(ConsumerRecord<String, byte[]> record) {
        try {
            return Topics.CHANNEL_EVENTS.valueSerde().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            throw new BadDetailException();
        }
    }

    private Remedy row(ListedDeadLetter listed) {
        BatchChange row = Details.read(listed.letter(), BatchChange.class);
        if (row.quantity() != null) {
            return Remedy.none(NOT_REDRIVABLE, "a count that Shopify refused is made anew: send a count of the level");
        }
        ChannelLine level = new ChannelLine(null, Long.valueOf(row.inventoryItemId()), row.locationId(), null, 0);
        return event(listed, ChannelEvent.Type.REDRIVE, null, clock.instant(), level);
    }

    private static Remedy event(
            ListedDeadLetter listed, ChannelEvent.Type type, String channel, Instant occurredAt, ChannelLine line) {
        String key = Keys.redrive(listed.letter().shop(), listed.id());
        ChannelEvent event = new ChannelEvent(Keys.nameOf(key), type, channel, occurredAt, List.of(line));
        return write(Topics.CHANNEL_EVENTS, key, event);
    }

    private Remedy batch(ListedDeadLetter listed) {
        if (listed.letter().cause().equals("malformed_batch")) {
            return Remedy.none(NOT_REDRIVABLE, "its record is no batch");
        }
        Optional<ConsumerRecord<String, byte[]>> origin = origin(listed.letter());
        return origin.isEmpty()
                ? Remedy.gone()
                : batches.whyNot(origin.get()).orElseGet(() -> batchAgain(origin.get(), listed.letter()));
    }

    private static Remedy batchAgain(ConsumerRecord<String, byte[]> record, DeadLetter letter) {
        ProducerRecord<String, byte[]> copy = copyOf(record);
        // When it was given up it had been tried for the last time: a change of later is not its doing.
        copy.headers()
                .remove(RecordHeaders.TRIED_UNTIL)
                .add(RecordHeaders.TRIED_UNTIL, letter.diedAt().toString().getBytes(StandardCharsets.US_ASCII));
        return new Remedy.Write(copy);
    }

    private Optional<ConsumerRecord<String, byte[]>> origin(DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        return record(origin.topic(), origin.partition(), origin.offset(), origin.key());
    }

    /** The record of before may be compacted away where it was sent again with the same key. */
    private Optional<ConsumerRecord<String, byte[]>> lastWritten(ListedDeadLetter listed) {
        DeadLetter.Origin origin = listed.letter().origin();
        List<Redrive> written = listed.redrives().stream()
                .filter(each -> origin.topic().equals(each.toTopic()))
                .toList();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Redrive last = written.get(written.size() - 1);
        return record(last.toTopic(), last.toPartition(), last.toOffset(), origin.key());
    }

    private Optional<ConsumerRecord<String, byte[]>> record(String topic, int partition, long offset, String key) {
        return offset < 0
                ? Optional.empty()
                : reader.at(new TopicPartition(topic, partition), offset)
                        .filter(record -> record.value() != null && key != null && key.equals(record.key()))
                        .filter(record -> !erased.isErased(record));
    }

    private static ProducerRecord<String, byte[]> copyOf(ConsumerRecord<String, byte[]> record) {
        ProducerRecord<String, byte[]> copy = new ProducerRecord<>(record.topic(), record.key(), record.value());
        record.headers().forEach(copy.headers()::add);
        return copy;
    }

    private static Remedy copy(ConsumerRecord<String, byte[]> record) {
        ProducerRecord<String, byte[]> copy = copyOf(record);
        if (record.topic().equals(Topics.WEBHOOKS.name())
                && copy.headers().lastHeader(RecordHeaders.TRIGGERED_AT) == null) {
            // The record's own time stands in where Shopify gave none; the copy's would be too late.
            String at = Instant.ofEpochMilli(record.timestamp()).toString();
            copy.headers().add(RecordHeaders.TRIGGERED_AT, at.getBytes(StandardCharsets.UTF_8));
        }
        return new Remedy.Write(copy);
    }

    private static <V> Remedy write(Topic<V> topic, String key, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        return new Remedy.Write(new ProducerRecord<>(topic.name(), key, bytes));
    }
}
