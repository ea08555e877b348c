package io.stocktide.topology.streams;

import io.stocktide.service.http.Readiness;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams, running: ready once its tasks are assigned and restored, which is later than {@code RUNNING}. */
public final class RunningTopology implements Readiness, StateRestoreListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTopology.class);
    private static final int MAX_THREAD_DEATHS = 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final AtomicInteger restoring = new AtomicInteger();
    private final AtomicInteger threadDeaths = new AtomicInteger();

    public RunningTopology(StockTopology topology, StreamsSettings settings) {
        streams = new KafkaStreams(topology.get(), new StreamsConfig(settings.properties()));
        streams.setGlobalStateRestoreListener(this);
        streams.setUncaughtExceptionHandler(this::onDeath);
    }

    public void start() {
        streams.start();
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** A thread that dies of a passing fault is replaced; one that keeps dying stops the instance for all to see. */
    private StreamThreadExceptionResponse onDeath(Throwable death) {
        boolean again = threadDeaths.incrementAndGet() <= MAX_THREAD_DEATHS;
        LOG.atError().setCause(death).addKeyValue("replaced", again).log("stream thread died");
        return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    @Override
    public Optional<String> notReadyBecause() {
        KafkaStreams.State state = streams.state();
        if (state != KafkaStreams.State.RUNNING) {
            return Optional.of("streams is " + state);
        }
        int left = restoring.get();
        if (left > 0) {
            return Optional.of("restoring " + left + " store partitions");
        }
        boolean assigned = streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> !thread.activeTasks().isEmpty()
                        || !thread.standbyTasks().isEmpty());
        return assigned ? Optional.empty() : Optional.of("no task is assigned");
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        restoring.incrementAndGet();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long restored) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        restoring.decrementAndGet();
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        restoring.decrementAndGet();
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }
}
