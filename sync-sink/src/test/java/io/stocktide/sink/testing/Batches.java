package io.stocktide.sink.testing;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;

/** Batches of two rows, item 11 at location 21 and item 12 at location 22, and records to carry them. */
public final class Batches {
    public static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    /** Of now: the key of an old one that may have been sent is not used any more. */
    public static final Instant FORMED_AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Batches() {}

    public static Batch adjust(String shop) {
        return new Batch(
                UUID.randomUUID().toString(),
                shop,
                Batch.Kind.ADJUST,
                1,
                FORMED_AT,
                List.of(
                        new BatchChange(11, 21, -2, null, null, 1, "pos-1"),
                        new BatchChange(12, 22, 4, null, null, 2, "pos-2")));
    }

    /** Sets item 11 from 9 to 5 and item 12 from whatever it is to 7. */
    public static Batch set(String shop) {
        return new Batch(
                UUID.randomUUID().toString(),
                shop,
                Batch.Kind.SET,
                2,
                FORMED_AT,
                List.of(
                        new BatchChange(11, 21, 0, 5, 9, 3, "count-1"),
                        new BatchChange(12, 22, 0, 7, null, 4, "count-2")));
    }

    public static ConsumerRecord<String, byte[]> record(Batch batch, int partition, long offset) {
        return record(Topics.BATCHES, Keys.of(batch.shop(), batch.batchId()), batch, partition, offset);
    }

    public static <V> ConsumerRecord<String, byte[]> record(
            Topic<V> topic, String key, V value, int partition, long offset) {
        return raw(topic, key, topic.valueSerde().serializer().serialize(topic.name(), value), partition, offset);
    }

    public static ConsumerRecord<String, byte[]> raw(
            Topic<?> topic, String key, byte[] value, int partition, long offset) {
        org.apache.kafka.common.header.internals.RecordHeaders headers =
                new org.apache.kafka.common.header.internals.RecordHeaders();
        headers.add(new RecordHeader(
                RecordHeaders.TRACEPARENT,
                ("00-" + TRACE_ID + "-b7ad6b7169203331-01").getBytes(StandardCharsets.US_ASCII)));
        return new ConsumerRecord<>(
                topic.name(),
                partition,
                offset,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                0,
                value == null ? -1 : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
