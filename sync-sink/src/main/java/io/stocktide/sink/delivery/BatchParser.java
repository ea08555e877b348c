package io.stocktide.sink.delivery;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Takes a batch from its record, and lets no other shop's batch through under a shop's key. */
final class BatchParser {
    private static final Pattern BATCH_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private BatchParser() {}

    /** Throws {@link IllegalArgumentException} with a message for people where the record is no batch. */
    static Batch parse(ConsumerRecord<String, byte[]> record) {
        Batch batch = read(record);
        require(batch != null, "no value");
        require(batch.batchId() != null && batch.kind() != null, "no batch id or no kind");
        require(BATCH_ID.matcher(batch.batchId()).matches(), "the batch id is no UUID");
        require(record.key() != null && Keys.shopOf(record.key()).equals(batch.shop()), "the key is another shop's");
        require(batch.changes().stream().allMatch(row -> isWhole(row, batch.kind())), "a set without a quantity");
        return batch;
    }

    private static Batch read(ConsumerRecord<String, byte[]> record) {
        try {
            return Topics.BATCHES.valueSerde().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static boolean isWhole(BatchChange row, Batch.Kind kind) {
        return kind == Batch.Kind.ADJUST || row.quantity() != null;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
