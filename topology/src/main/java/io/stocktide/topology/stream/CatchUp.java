package io.stocktide.topology.stream;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.kafka.KafkaLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads for streams that are behind, one fetch for one after the other, each as fast as its reader takes it. What is read
 * for one serves all that are about there.
 */
final class CatchUp implements KafkaLoop.Work {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long WHILE_ALL_ARE_FULL_MILLIS = 20;
    private static final long WHILE_NONE_IS_BEHIND_MILLIS = 500;

    private final Supplier<Consumer<String, byte[]>> clients;
    private final Tail tail;
    private final BlockingQueue<StockStream> arriving = new LinkedBlockingQueue<>();
    private final Deque<StockStream> behind = new ArrayDeque<>();
    private Consumer<String, byte[]> consumer;

    CatchUp(Supplier<Consumer<String, byte[]>> clients, Tail tail) {
        this.clients = clients;
        this.tail = tail;
    }

    /** Takes a stream that has its place and is behind the tail, or ahead of it. */
    void add(StockStream stream) {
        arriving.add(stream);
    }

    @Override
    public void turn() throws InterruptedException {
        receive();
        behind.removeIf(stream -> !stream.isOpen() || hasHandedOver(stream));
        Optional<StockStream> first =
                behind.stream().filter(stream -> stream.writer().hasRoom()).findFirst();
        if (first.isPresent()) {
            // The next turn is another's.
            behind.remove(first.get());
            behind.add(first.get());
            readFor(first.get());
        }
    }

    private void receive() throws InterruptedException {
        boolean hasWork = behind.stream().anyMatch(stream -> stream.writer().hasRoom());
        long patienceMillis = behind.isEmpty() ? WHILE_NONE_IS_BEHIND_MILLIS : WHILE_ALL_ARE_FULL_MILLIS;
        StockStream stream = arriving.poll(hasWork ? 0 : patienceMillis, TimeUnit.MILLISECONDS);
        while (stream != null) {
            behind.add(stream);
            stream = arriving.poll();
        }
    }

    private boolean hasHandedOver(StockStream stream) {
        if (!tail.follows(stream)) {
            tail.add(stream);
            return true;
        }
        return stream.isVerified() && tail.join(stream);
    }

    private void readFor(StockStream first) {
        if (consumer == null) {
            consumer = clients.get();
        }
        TopicPartition partition = new TopicPartition(Topics.STOCK.name(), first.partition());
        long from = first.next();
        if (!first.isVerified() && !verify(first, partition)) {
            return;
        }
        if (!consumer.assignment().contains(partition)) {
            consumer.assign(List.of(partition));
        }
        consumer.seek(partition, from);
        List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
        long upTo = consumer.position(partition);
        behind.stream()
                .filter(stream -> stream.partition() == first.partition() && stream.isVerified())
                .filter(stream -> from <= stream.next() && stream.next() < upTo)
                .forEach(stream -> give(stream, records, upTo));
    }

    /** Whether its place may be: one that lies beyond the topic's end was given for another topic. */
    private boolean verify(StockStream stream, TopicPartition partition) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        if (stream.next() > end) {
            stream.beginAt(end);
        }
        stream.verified();
        // The tail may be where it is by now.
        return stream.next() < end;
    }

    private static void give(StockStream stream, List<ConsumerRecord<String, byte[]>> records, long upTo) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.offset() < stream.next() || !Frames.shopOf(record).equals(stream.shop())) {
                continue;
            }
            Optional<byte[]> frame = Frames.of(record);
            if (frame.isPresent() && !stream.offer(frame.get())) {
                return;
            }
            stream.moveTo(record.offset() + 1);
        }
        stream.moveTo(upTo);
    }

    @Override
    public void letGo(Duration within) {
        if (consumer != null) {
            KafkaLoop.close(consumer, within);
            consumer = null;
        }
    }
}
