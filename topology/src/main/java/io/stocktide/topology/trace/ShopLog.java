package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.topology.streams.Seen;
import io.stocktide.topology.topics.PartitionReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * One shop's records on the topics, looked through within bounds: in records for each scan, and in time for all scans
 * together.
 */
final class ShopLog {
    /** How a scan ended. */
    enum End {
        /** Whoever looked had enough. */
        FOUND,
        /** There is no more. */
        TOPIC_END,
        /** There may be more. */
        BOUND
    }

    private static final Duration TIME_TO_LOOK = Duration.ofSeconds(10);
    private static final int MAX_LOOKED_AT = 20_000;

    private final PartitionReader reader;
    private final String prefix;
    private final String shop;
    private final long startedNanos = System.nanoTime();

    ShopLog(PartitionReader reader, String shop) {
        this.reader = reader;
        this.shop = shop;
        this.prefix = Keys.of(shop, "");
    }

    /** Hands over the shop's records from an offset on, until one is enough. */
    End scan(Topic<?> topic, long from, Predicate<ConsumerRecord<String, byte[]>> goesOn) {
        TopicPartition partition = partition(topic);
        long first = Math.max(from, reader.beginning(partition));
        long end = reader.end(partition);
        Bounded bounded = new Bounded(goesOn);
        if (first < end) {
            reader.read(partition, first, end, bounded);
        }
        return bounded.end;
    }

    /** The first offset whose record may be of the time or later. */
    long offsetAt(Topic<?> topic, Instant time) {
        return reader.offsetAt(partition(topic), time);
    }

    /** The shop's record with this name that was taken in; empty where it is no longer there. */
    Optional<ConsumerRecord<String, byte[]>> find(Topic<?> topic, String name, Seen seen) {
        String key = Keys.of(shop, name);
        return reader.at(partition(topic), seen.offset())
                .filter(record -> key.equals(record.key()) && record.value() != null);
    }

    /** Where the record was, whether or not it is still there. */
    Trace.Place place(Topic<?> topic, Seen seen) {
        return new Trace.Place(topic.name(), partition(topic).partition(), seen.offset());
    }

    static Trace.Place place(ConsumerRecord<String, byte[]> record) {
        return new Trace.Place(record.topic(), record.partition(), record.offset());
    }

    /** Empty where a stranger wrote something else. */
    static <V> Optional<V> value(Topic<V> topic, ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(topic.valueSerde().deserializer().deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private TopicPartition partition(Topic<?> topic) {
        int partitions = reader.partitions(topic.name());
        return new TopicPartition(topic.name(), ShopPartitioner.partitionOfShop(shop, partitions));
    }

    private boolean outOfTime() {
        return System.nanoTime() - startedNanos > TIME_TO_LOOK.toNanos();
    }

    /** Counts what it is handed, and passes on what is the shop's. */
    private final class Bounded implements Predicate<ConsumerRecord<String, byte[]>> {
        private final Predicate<ConsumerRecord<String, byte[]>> goesOn;
        private int looked;
        private End end = End.TOPIC_END;

        Bounded(Predicate<ConsumerRecord<String, byte[]>> goesOn) {
            this.goesOn = goesOn;
        }

        @Override
        public boolean test(ConsumerRecord<String, byte[]> record) {
            if (++looked > MAX_LOOKED_AT || outOfTime()) {
                end = End.BOUND;
                return false;
            }
            boolean ours = record.key() != null && record.key().startsWith(prefix) && record.value() != null;
            if (ours && !goesOn.test(record)) {
                end = End.FOUND;
                return false;
            }
            return true;
        }
    }
}
