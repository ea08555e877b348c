package io.stocktide.bench.stack;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.service.kafka.LoneConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sees ledger and batches as any reader of committed records does, and notes when. */
final class TopicWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final Timeline timeline;
    private final BatchTrail batches = new BatchTrail();
    private final Thread thread = new Thread(this::run, "topic-watch");
    private volatile boolean stopped;

    /** From now on. */
    TopicWatch(Map<String, String> client, int partitions, Timeline timeline) {
        this.timeline = timeline;
        this.consumer = LoneConsumer.open(Map.of(), client, "latest");
        List<TopicPartition> all = Stream.of(Topics.LEDGER, Topics.BATCHES)
                .flatMap(topic -> partitions(topic, partitions))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position); // Without it the end is looked for at the first poll only.
        thread.setDaemon(true);
        thread.start();
    }

    private static Stream<TopicPartition> partitions(Topic<?> topic, int partitions) {
        return IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    private void run() {
        while (!stopped) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                see(record, System.nanoTime());
            }
        }
    }

    private void see(ConsumerRecord<String, byte[]> record, long nanos) {
        if (record.topic().equals(Topics.LEDGER.name())) {
            String cause = read(Topics.LEDGER, record).cause().id();
            timeline.happened(Timeline.Step.COUNTED, cause, nanos);
        } else {
            Batch batch = read(Topics.BATCHES, record);
            BatchTrail.Formed formed = new BatchTrail.Formed(batch.batchId(), nanos);
            batch.changes()
                    .forEach(row -> batches.formed(batch.shop(), row.inventoryItemId(), row.throughOffset(), formed));
        }
    }

    private static <V> V read(Topic<V> topic, ConsumerRecord<String, byte[]> record) {
        return topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    /** What it has seen of batches; once it is closed. */
    BatchTrail batches() {
        return batches;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        consumer.close();
    }
}
