package io.stocktide.ingest;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.http.Readiness;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of {@code replies} from where they end at its start. It is ready once it has its place in each of
 * them: a command that is sent after that cannot be answered unheard.
 */
final class ReplyFeed implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyFeed.class);
    private static final String TOPIC = Topics.REPLIES.name();
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final java.util.function.Consumer<byte[]> values;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ingest-replies");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String trouble = "Kafka has not answered yet for the topic " + TOPIC;
    private Set<TopicPartition> followed = Set.of();

    /**
     * @param consumer belongs to this from here on
     * @param values takes the value of each record, in the one thread of this; must not wait
     */
    ReplyFeed(Consumer<byte[], byte[]> consumer, java.util.function.Consumer<byte[]> values) {
        this.consumer = consumer;
        this.values = values;
    }

    void start() {
        background.execute(this::run);
    }

    @Override
    public Optional<String> notReadyBecause() {
        return Optional.ofNullable(trouble);
    }

    /** Hands over no value any more once it returns, and takes a second at most. */
    @Override
    public void close() {
        stopping.countDown();
        consumer.wakeup();
        background.execute(() -> consumer.close(CloseOptions.timeout(CLOSE_WITHIN)));
        background.shutdown();
        try {
            if (!background.awaitTermination(CLOSE_WITHIN.toMillis() * 2, TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("the consumer of {} did not stop in time", TOPIC);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                if (followsAll()) {
                    consumer.poll(POLL).forEach(record -> values.accept(record.value()));
                    trouble = null;
                } else {
                    inTrouble("Kafka has no topic " + TOPIC);
                }
            } catch (WakeupException toldToStop) {
                return;
            } catch (TimeoutException e) {
                inTrouble("Kafka has not answered for the topic " + TOPIC);
            } catch (RuntimeException e) {
                inTrouble("the topic " + TOPIC + " cannot be read: "
                        + e.getClass().getSimpleName());
            }
        }
    }

    /** Takes its place where it has none yet, which costs nothing where there is no such partition. */
    private boolean followsAll() {
        Set<TopicPartition> all = consumer.partitionsFor(TOPIC, KAFKA_ANSWERS_WITHIN).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .collect(Collectors.toSet());
        if (!followed.containsAll(all)) {
            follow(all);
            trouble = null;
        } else if (all.isEmpty()) {
            followed = all;
        }
        return !all.isEmpty();
    }

    private void follow(Set<TopicPartition> all) {
        Set<TopicPartition> unplaced = new HashSet<>(all);
        unplaced.removeAll(followed);
        consumer.assign(all);
        if (followed.isEmpty()) {
            consumer.seekToEnd(unplaced);
        } else {
            // The topic has grown since: what is there already may be for a request that waits here.
            consumer.seekToBeginning(unplaced);
        }
        // A seek is only noted; to ask for the position is what carries it out.
        unplaced.forEach(partition -> consumer.position(partition, KAFKA_ANSWERS_WITHIN));
        followed = all;
    }

    private void inTrouble(String reason) {
        if (!reason.equals(trouble)) {
            LOG.atWarn().log("no reply can be received: {}", reason);
        }
        trouble = reason;
        try {
            var unused = stopping.await(BEFORE_ANOTHER_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
