package io.stocktide.sink.lane;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one topic into lanes, on a thread of its own. It polls all the while, so that slow work never costs the group
 * membership; a consumer that breaks is replaced.
 */
public final class RecordPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordPump.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final Duration BEFORE_REOPENING = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Lanes lanes;
    private final FlowLimits limits;
    private final Duration stopGrace;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile Set<Integer> partitions = Set.of();
    private volatile long lagRecords;
    private long committedNanos;

    /** @param stopGrace how long work under way may take to finish once the pump stops */
    public RecordPump(
            String topic,
            Supplier<Consumer<String, byte[]>> consumers,
            Lanes lanes,
            FlowLimits limits,
            Duration stopGrace) {
        this.topic = topic;
        this.consumers = consumers;
        this.lanes = lanes;
        this.limits = limits;
        this.stopGrace = stopGrace;
        this.thread = new Thread(this::run, "sink-poll-" + topic);
    }

    public void start() {
        thread.start();
    }

    /** Why records do not flow; empty where they do. */
    public Optional<String> notReadyBecause() {
        return ready ? Optional.empty() : Optional.of("no partitions assigned yet of " + topic);
    }

    /** The partitions of its topic that are ours now. */
    public Set<Integer> partitions() {
        return partitions;
    }

    /** Records of these that wait or are under way, as of the last poll. */
    public long lagRecords() {
        return lagRecords;
    }

    /** Asks to stop and does not wait for it. */
    public void stop() {
        stopping.countDown();
        lanes.stop();
    }

    /** Stops, and waits until it has. What is not finished within the grace is not committed. */
    @Override
    public void close() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isStopping()) {
                pumpOnce();
            }
        } catch (InterruptedException e) {
            LOG.atWarn().addKeyValue("topic", topic).log("interrupted, stops without waiting for its work");
        } finally {
            ready = false;
        }
    }

    /** The life of one consumer. */
    private void pumpOnce() throws InterruptedException {
        Consumer<String, byte[]> consumer = null;
        try {
            consumer = consumers.get();
            pump(consumer);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("topic", topic).log("consumer failed, a new one follows");
            boolean unused = stopping.await(BEFORE_REOPENING.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            ready = false;
            close(consumer);
        }
    }

    private void pump(Consumer<String, byte[]> consumer) throws InterruptedException {
        Assignments assignments = new Assignments(consumer, lanes, limits);
        try {
            consumer.subscribe(List.of(topic), assignments);
            while (!isStopping()) {
                assignments.take(consumer.poll(POLL));
                ready = assignments.joined();
                partitions = assignments.partitions();
                lagRecords = assignments.lagRecords();
                assignments.regulate();
                commitNowAndThen(assignments);
            }
            if (!lanes.awaitIdle(stopGrace)) {
                LOG.atWarn().addKeyValue("topic", topic).log("work left unfinished: the next start does it again");
            }
            assignments.commitSync();
        } finally {
            assignments.loseAll();
            partitions = Set.of();
            lagRecords = 0;
        }
    }

    private void commitNowAndThen(Assignments assignments) {
        if (System.nanoTime() - committedNanos >= COMMIT_INTERVAL.toNanos()) {
            assignments.commitAsync();
            committedNanos = System.nanoTime();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void close(Consumer<String, byte[]> consumer) {
        try {
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("topic", topic).log("consumer not closed cleanly");
        }
    }
}
