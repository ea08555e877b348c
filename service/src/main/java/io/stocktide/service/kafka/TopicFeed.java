package io.stocktide.service.kafka;

import io.stocktide.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what lies on some topics and whatever comes to them, all partitions, in no group, on a thread of its own.
 * With Kafka away it waits for it; a record that cannot be read is passed over.
 */
public final class TopicFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final int ANSWER_MILLIS = 5_000;
    private static final int MAX_FETCH_BYTES = 2 * 1024 * 1024;

    /** One topic of a feed. */
    public static final class Source<V> {
        private final Topic<V> topic;
        private final Duration back;
        private final Taker<V> taker;

        private Source(Topic<V> topic, Duration back, Taker<V> taker) {
            this.topic = topic;
            this.back = back;
            this.taker = taker;
        }

        /** All that the topic holds. */
        public static <V> Source<V> whole(Topic<V> topic, Taker<V> taker) {
            return new Source<>(topic, null, taker);
        }

        /** What is no older than so much. */
        public static <V> Source<V> since(Topic<V> topic, Duration back, Taker<V> taker) {
            return new Source<>(topic, back, taker);
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            try {
                taker.take(record.key(), topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
            } catch (SerializationException e) {
                LOG.atDebug().log("a record of {} cannot be read and is passed over", topic.name());
            }
        }
    }

    /** Takes records, in the feed's thread; must not wait. */
    @FunctionalInterface
    public interface Taker<V> {
        /**
         * @param key null where the record has none
         * @param value null for a tombstone
         */
        void take(String key, V value);
    }

    private final Reading reading;
    private final KafkaLoop loop;
    private final AtomicBoolean started = new AtomicBoolean();

    /** @param client as Kafka's clients take it */
    public TopicFeed(String name, Map<String, String> client, List<Source<?>> sources) {
        this(name, () -> consumer(client, name), sources);
    }

    /** @param consumers of no group; each is closed here */
    public TopicFeed(String name, Supplier<Consumer<String, byte[]>> consumers, List<Source<?>> sources) {
        this.reading = new Reading(consumers, sources);
        this.loop = new KafkaLoop(name, reading);
    }

    public void start() {
        started.set(true);
        loop.start();
    }

    /** Whether all that lay on the topics when they were first read has been handed over. */
    public boolean isCaughtUp() {
        return reading.caughtUp;
    }

    @Override
    public void close() {
        if (started.get()) {
            loop.close();
        }
    }

    private static Consumer<String, byte[]> consumer(Map<String, String> client, String name) {
        Map<String, Object> ours = Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "stocktide-" + name,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return LoneConsumer.open(ours, client, "earliest");
    }

    /** What the thread does. */
    private static final class Reading implements KafkaLoop.Work {
        private static final Duration POLL = Duration.ofMillis(250);

        private final Supplier<Consumer<String, byte[]>> consumers;
        private final List<Source<?>> sources;
        private final Map<TopicPartition, Long> next = new HashMap<>();
        private Map<TopicPartition, Long> firstEnds = Map.of();
        private Consumer<String, byte[]> consumer;
        private volatile boolean caughtUp;

        Reading(Supplier<Consumer<String, byte[]>> consumers, List<Source<?>> sources) {
            this.consumers = consumers;
            this.sources = List.copyOf(sources);
        }

        @Override
        public void turn() {
            if (consumer == null) {
                consumer = consumers.get();
                takePlaces();
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                sources.stream()
                        .filter(source -> source.topic.name().equals(record.topic()))
                        .forEach(source -> source.take(record));
            }
            caughtUp = caughtUp
                    || firstEnds.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }

        /** Where it was, or where it begins. */
        private void takePlaces() {
            Map<TopicPartition, Source<?>> partitions = new HashMap<>();
            sources.forEach(
                    source -> partitions(source.topic.name()).forEach(partition -> partitions.put(partition, source)));
            consumer.assign(partitions.keySet());
            firstEnds = consumer.endOffsets(partitions.keySet());
            partitions.forEach((partition, source) -> consumer.seek(partition, place(partition, source.back)));
        }

        private List<TopicPartition> partitions(String topic) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            if (infos == null || infos.isEmpty()) {
                throw new KafkaException("the topic " + topic + " is missing: run 'stocktide topics create'");
            }
            return infos.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
        }

        private long place(TopicPartition partition, Duration back) {
            Long known = next.get(partition);
            if (known != null) {
                return known;
            }
            if (back == null) {
                return consumer.beginningOffsets(List.of(partition)).get(partition);
            }
            long sinceMillis = Instant.now().minus(back).toEpochMilli();
            OffsetAndTimestamp first =
                    consumer.offsetsForTimes(Map.of(partition, sinceMillis)).get(partition);
            return first == null ? firstEnds.get(partition) : first.offset();
        }

        @Override
        public void letGo(Duration within) {
            if (consumer != null) {
                KafkaLoop.close(consumer, within);
                consumer = null;
            }
        }
    }
}
