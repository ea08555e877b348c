package io.stocktide.standalone.verify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed, as no member of any group. */
final class TopicScan implements AutoCloseable {
    /** Takes each record. */
    interface RecordReader {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    private static final Duration POLL = Duration.ofMillis(200);
    /** One partition is read at a time, so that this is all there is in memory. */
    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    /** Kafka that gives nothing for so long will not soon. */
    private static final Duration STALL = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;

    TopicScan(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicScan of(Map<String, String> clientProperties) {
        Map<String, Object> config = new HashMap<>(clientProperties);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // Retention may delete under the reader.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        // At the end of one topic a fetch is under way that finds nothing; the next topic's has to wait for it.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "10");
        return new TopicScan(new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * Reads all of a span.
     *
     * @param advanced told by how many offsets it has come further
     */
    void read(Span span, RecordReader each, LongConsumer advanced) {
        if (span.length() == 0) {
            return;
        }
        consumer.assign(List.of(span.partition()));
        consumer.seek(span.partition(), span.from());
        long position = span.from();
        long movedNanos = System.nanoTime();
        while (position < span.to()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < span.to()) {
                    each.take(record);
                }
            }
            long now = Math.min(span.to(), consumer.position(span.partition()));
            if (now > position) {
                advanced.accept(now - position);
                position = now;
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > STALL.toNanos()) {
                throw new KafkaException(
                        span.partition() + " gives nothing at offset " + position + " for " + STALL.toSeconds() + " s");
            }
        }
    }

    /** Reads on behind the spans until it is done, or as long as it may take. */
    void readOn(Collection<Span> spans, RecordReader each, BooleanSupplier done, Duration atMost) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        consumer.assign(spans.stream().map(Span::partition).toList());
        spans.forEach(span -> consumer.seek(span.partition(), span.to()));
        while (!done.getAsBoolean() && System.nanoTime() < deadlineNanos) {
            consumer.poll(POLL).forEach(each::take);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
