package io.stocktide.ingest;

import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ReservationReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The topic {@code replies}, written to by the test and read by the service. */
final class RepliesTopic {
    private static final String TOPIC = Topics.REPLIES.name();
    private static final Node NODE = new Node(1, "127.0.0.1", 9092);

    private final BlockingMockConsumer consumer = new BlockingMockConsumer();
    private final Map<Integer, Long> ends = new TreeMap<>();

    /** Kafka's own returns from a poll at once; the service would spin. */
    private static final class BlockingMockConsumer extends MockConsumer<byte[], byte[]> {
        private static final int MOST_MILLIS = 5;

        private BlockingMockConsumer() {
            super("latest");
        }

        private long polls;

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls++;
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (records.isEmpty()) {
                try {
                    wait(MOST_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return records;
        }
    }

    private RepliesTopic() {}

    /** @param partitions 0 where there is no such topic */
    static RepliesTopic of(int partitions) {
        RepliesTopic topic = new RepliesTopic();
        topic.growTo(partitions);
        return topic;
    }

    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    boolean closed() {
        return consumer.closed();
    }

    /** As if every partition held at least so many records, written before anyone read. */
    RepliesTopic holding(long records) {
        synchronized (consumer) {
            ends.replaceAll((partition, end) -> Math.max(end, records));
            consumer.updateEndOffsets(places(ends::get));
        }
        return this;
    }

    /** Where the service stands in each partition that it reads. */
    List<Long> positions() {
        synchronized (consumer) {
            return consumer.assignment().stream()
                    .sorted(Comparator.comparing(TopicPartition::partition))
                    .map(consumer::position)
                    .toList();
        }
    }

    /** Returns once the service has taken all that was written. */
    void awaitTaken() {
        long before = polls();
        // The next poll may find it; the one after that begins when it has been taken.
        await().until(() -> polls() > before + 1);
    }

    private long polls() {
        synchronized (consumer) {
            return consumer.polls;
        }
    }

    void failNextPoll(KafkaException failure) {
        consumer.setPollException(failure);
    }

    void growTo(int partitions) {
        for (int partition = ends.size(); partition < partitions; partition++) {
            ends.put(partition, 0L);
        }
        synchronized (consumer) {
            consumer.updateBeginningOffsets(places(partition -> 0L));
            consumer.updateEndOffsets(places(ends::get));
            consumer.updatePartitions(
                    TOPIC,
                    ends.keySet().stream()
                            .map(partition -> new PartitionInfo(TOPIC, partition, NODE, nodes(), nodes()))
                            .toList());
        }
    }

    /** Writes to the shop's partition. */
    void write(String shop, ReservationReply reply) {
        write(
                ShopPartitioner.partitionOfShop(shop, ends.size()),
                Keys.reservation(shop, "r"),
                Topics.REPLIES.valueSerde().serializer().serialize(TOPIC, reply));
    }

    void write(int partition, String key, byte[] value) {
        synchronized (consumer) {
            long offset = ends.merge(partition, 1L, Long::sum) - 1;
            consumer.updateEndOffsets(places(ends::get));
            consumer.addRecord(
                    new ConsumerRecord<>(TOPIC, partition, offset, key.getBytes(StandardCharsets.UTF_8), value));
        }
    }

    private Map<TopicPartition, Long> places(Function<Integer, Long> offset) {
        return ends.keySet().stream()
                .collect(Collectors.toMap(partition -> new TopicPartition(TOPIC, partition), offset));
    }

    private static Node[] nodes() {
        return new Node[] {NODE};
    }
}
