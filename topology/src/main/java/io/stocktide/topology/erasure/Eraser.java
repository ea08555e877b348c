package io.stocktide.topology.erasure;

import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.service.log.Muted;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what Shopify's compliance webhooks ask for, on the topics. A request is committed once all of it is done and at
 * the brokers; one that fails or is cut off is done again from its beginning, which does no harm.
 */
public final class Eraser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final ErasureClients clients;
    private final ErasureMetrics metrics;
    private final Thread thread = new Thread(this::run, "eraser");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean working;
    private int failuresInARow;

    /** The work was cut off by a stop. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param client the user's properties for every Kafka client
     * @param instanceId names this instance through restarts, so that one is back before its requests move
     */
    public Eraser(Map<String, String> client, String groupId, String instanceId, MeterRegistry registry) {
        this.clients = new ErasureClients(client, groupId, instanceId);
        this.metrics = new ErasureMetrics(registry);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Consumer<String, byte[]> requests = clients.requests()) {
                serve(requests);
            } catch (Stopped e) {
                LOG.atInfo().log("stopped in the middle of an erasure: the next start does it again");
            } catch (RuntimeException e) {
                metrics.failed();
                LOG.atError()
                        .addKeyValue("failuresInARow", ++failuresInARow)
                        .setCause(Muted.of(e))
                        .log("an erasure failed and is tried again");
                pause();
            }
        }
    }

    private void pause() {
        try {
            long millis = FIRST_PAUSE.toMillis() << Math.min(failuresInARow - 1, MAX_DOUBLINGS);
            boolean unused = stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private void serve(Consumer<String, byte[]> requests) {
        requests.subscribe(List.of(Topics.ERASURES.name()), new PauseWhatComes(requests));
        while (stopping.getCount() > 0) {
            ConsumerRecords<String, byte[]> records = requests.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<String, byte[]>> some = records.records(partition);
                work(requests, some);
                long next = some.get(some.size() - 1).offset() + 1;
                requests.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
            }
            failuresInARow = 0;
        }
    }

    private void work(Consumer<String, byte[]> requests, List<ConsumerRecord<String, byte[]>> records) {
        List<Erasure> read =
                records.stream().map(Eraser::read).filter(Objects::nonNull).toList();
        if (read.isEmpty()) {
            return;
        }
        working = true;
        try {
            long tombstones = ErasureWork.run(clients, read, () -> pulse(requests));
            metrics.tombstones(tombstones);
            read.forEach(metrics::done);
            read.forEach(request -> done(request, tombstones, read.size()));
        } finally {
            working = false;
            requests.resume(requests.paused());
        }
    }

    /** A scan may take longer than the group waits for a member that does not poll. */
    private void pulse(Consumer<String, byte[]> requests) {
        if (stopping.getCount() == 0) {
            throw new Stopped();
        }
        requests.pause(requests.assignment());
        ConsumerRecords<String, byte[]> none = requests.poll(Duration.ZERO);
        if (!none.isEmpty()) {
            throw new IllegalStateException("a paused partition gave records");
        }
    }

    private static void done(Erasure request, long tombstones, int together) {
        LOG.atInfo()
                .addKeyValue("shop", request.shop())
                .addKeyValue("webhook", request.webhookId())
                .addKeyValue("kind", request.kind())
                .addKeyValue("tombstones", tombstones)
                .addKeyValue("requestsTogether", together)
                .log("compliance request done");
    }

    /** Null where the record is no request: nobody of ours wrote it, and it will never become one. */
    private static Erasure read(ConsumerRecord<String, byte[]> record) {
        try {
            return Topics.ERASURES.valueSerde().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            LOG.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("not an erasure, left out");
            return null;
        }
    }

    /** Stops; what is not done is done again by the next start. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Partitions that come while work is under way wait until it is done. */
    private final class PauseWhatComes implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> requests;

        PauseWhatComes(Consumer<String, byte[]> requests) {
            this.requests = requests;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (working) {
                requests.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
