package io.stocktide.topology.letters;

import static io.stocktide.schemas.value.Redrive.Outcome.NOT_REDRIVABLE;
import static io.stocktide.schemas.value.Redrive.Outcome.TOO_OLD;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** Whether a batch that was given up may be sent once more. */
final class GivenUpBatches {
    /** Shopify remembers an idempotency key for so long: later, it would apply the batch a second time. */
    static final Duration KEY_IS_REMEMBERED = Duration.ofHours(24);

    private static final int MAX_SCANNED = 200_000;

    private final PartitionReader reader;
    private final InstantSource clock;

    GivenUpBatches(PartitionReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    private record Level(long itemId, long locationId) {}

    /** Empty where it may. */
    Optional<Remedy> whyNot(ConsumerRecord<String, byte[]> record) {
        Optional<Batch> batch = read(record);
        if (batch.isEmpty()) {
            return Optional.of(Remedy.none(NOT_REDRIVABLE, "its record is no batch"));
        }
        if (batch.get().formedAt().plus(KEY_IS_REMEMBERED).isBefore(clock.instant())) {
            return Optional.of(Remedy.none(
                    TOO_OLD,
                    "it was formed more than " + KEY_IS_REMEMBERED.toHours()
                            + " h ago, so Shopify might apply it twice: count its levels"));
        }
        return isCountedSince(record, batch.get())
                ? Optional.of(Remedy.none(NOT_REDRIVABLE, "a level of it has been counted since, or may have been"))
                : Optional.empty();
    }

    /** A count holds what the batch would do. Where there is too much to look through, it might be in there. */
    private boolean isCountedSince(ConsumerRecord<String, byte[]> record, Batch batch) {
        Set<Level> levels = levels(batch);
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        boolean[] counted = {false};
        int[] scanned = {0};
        reader.read(partition, record.offset() + 1, reader.end(partition), next -> {
            counted[0] |= ++scanned[0] >= MAX_SCANNED || counts(next, batch.shop(), levels);
            return !counted[0];
        });
        return counted[0];
    }

    private static boolean counts(ConsumerRecord<String, byte[]> record, String shop, Set<Level> levels) {
        return record.key() != null
                && record.key().startsWith(shop + '/')
                && read(record)
                        .filter(batch -> batch.kind() == Batch.Kind.SET)
                        .filter(batch -> levels(batch).stream().anyMatch(levels::contains))
                        .isPresent();
    }

    private static Set<Level> levels(Batch batch) {
        return batch.changes().stream().map(GivenUpBatches::level).collect(Collectors.toSet());
    }

    private static Level level(BatchChange change) {
        return new Level(change.inventoryItemId(), change.locationId());
    }

    private static Optional<Batch> read(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(
                    Topics.BATCHES.valueSerde().deserializer().deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }
}
