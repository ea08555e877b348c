package io.stocktide.topology.stream;

import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.kafka.KafkaLoop;
import io.stocktide.topology.sse.Ending;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Follows the partitions of {@code stock} that have readers, and passes on what comes. */
final class Tail implements KafkaLoop.Work {
    /** How long one who has just come may wait while nothing happens. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final Supplier<Consumer<String, byte[]>> clients;
    private final OpenStreams streams;
    private final BlockingQueue<StockStream> arriving = new LinkedBlockingQueue<>();
    private final Map<Integer, FollowedPartition> followed = new ConcurrentHashMap<>();
    private java.util.function.Consumer<StockStream> catchUp = stream -> {};
    private Consumer<String, byte[]> consumer;
    private int partitions;

    Tail(Supplier<Consumer<String, byte[]>> clients, OpenStreams streams) {
        this.clients = clients;
        this.streams = streams;
    }

    /** @param catchUp takes streams that are behind; it gives them back by {@link #join} or {@link #add} */
    void handOverTo(java.util.function.Consumer<StockStream> catchUp) {
        this.catchUp = catchUp;
    }

    /** Takes a stream that has no place yet, or whose partition is not followed. */
    void add(StockStream stream) {
        arriving.add(stream);
    }

    /** Whether the stream hears of everything live from its place on; false where the tail is further, or does not follow. */
    boolean join(StockStream stream) {
        FollowedPartition partition = followed.get(stream.partition());
        return partition != null && partition.join(stream);
    }

    /** Whether the stream's partition is followed. */
    boolean follows(StockStream stream) {
        return followed.containsKey(stream.partition());
    }

    @Override
    public void turn() throws InterruptedException {
        if (streams.isDue()) {
            care();
        }
        if (followed.isEmpty() && arriving.isEmpty()) {
            awaitArrival();
            return;
        }
        ensureConsumer();
        for (StockStream stream = arriving.peek(); stream != null; stream = arriving.peek()) {
            if (stream.isOpen()) {
                receive(stream);
            }
            arriving.remove();
        }
        if (!followed.isEmpty()) {
            read();
        }
    }

    private void awaitArrival() throws InterruptedException {
        StockStream stream = arriving.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (stream != null) {
            arriving.add(stream);
        }
    }

    private void ensureConsumer() {
        if (consumer != null) {
            return;
        }
        consumer = clients.get();
        partitions = consumer.partitionsFor(Topics.STOCK.name()).size();
        if (partitions == 0) {
            throw new IllegalStateException("Kafka has no topic " + Topics.STOCK.name());
        }
        consumer.assign(assigned());
        followed.forEach((number, partition) -> consumer.seek(at(number), partition.next()));
    }

    private void receive(StockStream stream) {
        int number = ShopPartitioner.partitionOfShop(stream.shop(), partitions);
        FollowedPartition partition = followed.containsKey(number) ? followed.get(number) : follow(number);
        if (stream.partition() < 0) {
            stream.place(number, partition.next());
        }
        if (stream.next() <= partition.next()) {
            stream.verified();
        }
        if (!stream.isVerified() || !partition.join(stream)) {
            catchUp.accept(stream);
        }
    }

    /** From its end; what was before is the catch-up's. */
    private FollowedPartition follow(int number) {
        TopicPartition added = at(number);
        Set<TopicPartition> all = assigned();
        all.add(added);
        consumer.assign(all);
        consumer.seekToEnd(List.of(added));
        FollowedPartition partition = new FollowedPartition(consumer.position(added), catchUp);
        followed.put(number, partition);
        return partition;
    }

    private void read() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            // A position may move where no record is: over the marks of transactions, and what was taken back.
            followed.forEach(
                    (number, partition) -> partition.pass(records.records(at(number)), consumer.position(at(number))));
        } catch (OffsetOutOfRangeException e) {
            e.partitions().forEach(partition -> streams.end(partition.partition(), Ending.REPLACED));
            e.partitions().forEach(partition -> followed.remove(partition.partition()));
            throw e;
        }
    }

    private void care() {
        followed.values().forEach(partition -> partition.tend(streams::heartbeat));
        Collection<Integer> needed = streams.care();
        arriving.removeIf(stream -> !stream.isOpen());
        if (followed.keySet().retainAll(needed) && consumer != null) {
            consumer.assign(assigned());
        }
    }

    private Set<TopicPartition> assigned() {
        return followed.keySet().stream().map(Tail::at).collect(Collectors.toSet());
    }

    private static TopicPartition at(int partition) {
        return new TopicPartition(Topics.STOCK.name(), partition);
    }

    @Override
    public void letGo(Duration within) {
        if (consumer != null) {
            KafkaLoop.close(consumer, within);
            consumer = null;
        }
    }
}
