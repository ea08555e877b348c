package io.stocktide.topology.letters;

import static io.stocktide.schemas.value.Redrive.Outcome.NOT_REDRIVABLE;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.topology.topics.PartitionReader;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Whether a batch that was given up may be sent once more. However old it is: where Shopify has forgotten its key, the
 * sink does not send it but reads its levels.
 */
final class GivenUpBatches {
    private static final int MAX_SCANNED = 200_000;

    private final PartitionReader reader;

    GivenUpBatches(PartitionReader reader) {
        this.reader = reader;
    }

    private record Level(long itemId, long locationId) {}

    /** Empty where it may. */
    Optional<Remedy> whyNot(ConsumerRecord<String, byte[]> record) {
        Optional<Batch> batch = read(record);
        if (batch.isEmpty()) {
            return Optional.of(Remedy.none(NOT_REDRIVABLE, "its record is no batch"));
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
