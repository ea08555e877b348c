package io.stocktide.topology.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.service.kafka.AdminAnswers;
import io.stocktide.topology.streams.ReplayPlan;
import io.stocktide.topology.streams.RunningTopology;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Rebuilds all stock beside the live application and compares. It writes to no topic; its group is its own and is
 * deleted in the end.
 */
public final class DryRun implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Both sides move under traffic; what differs for as long is no matter of moments. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, String> client;
    private final String applicationId;
    private final Admin admin;
    private final InputOffsets inputs;
    private final RunningTopology running;

    /**
     * @param applicationId the live application's
     * @param stateDir where to rebuild; it is left to the caller to remove
     */
    public DryRun(Map<String, String> client, String applicationId, Path stateDir, TopologySettings settings) {
        String runId = UUID.randomUUID().toString();
        this.client = Map.copyOf(client);
        this.applicationId = applicationId + "-dry-run-" + runId.substring(0, 8);
        this.admin = Admin.create(new HashMap<>(client));
        this.inputs = new InputOffsets(admin);
        StreamsSettings streams =
                new StreamsSettings(this.applicationId, "dry-run", "127.0.0.1:0", stateDir, 2, 0, this.client);
        TopologySettings following = settings.withReplay(ReplayPlan.following(runId));
        this.running = new RunningTopology(
                new StockTopology(following, new TopologyMetrics(new SimpleMeterRegistry())), streams);
    }

    /**
     * Rebuilds and compares.
     *
     * @param since facts are read from then on; null for the earliest
     * @param progress told how many offsets are done, of how many
     */
    public List<Difference> run(Instant since, BiConsumer<Long, Long> progress) throws InterruptedException {
        OffsetSpec spec = since == null ? OffsetSpec.earliest() : OffsetSpec.forTimestamp(since.toEpochMilli());
        Map<TopicPartition, Long> from = inputs.at(spec);
        begin(from);
        catchUp(from, progress);
        try (ToldStock told = new ToldStock(client)) {
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            List<Difference> differences = Difference.between(told.now(), rebuilt());
            while (!differences.isEmpty() && System.nanoTime() < deadlineNanos) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
                catchUp(from, (done, total) -> {});
                differences = Difference.between(told.now(), rebuilt());
            }
            return differences;
        }
    }

    /** A store cannot be read while its thread takes its place in the group; that passes. */
    private Map<String, StockLevel> rebuilt() throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return RebuiltStock.of(running.streams());
            } catch (InvalidStateStoreException e) {
                if (System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    private void begin(Map<TopicPartition, Long> from) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        from.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        AdminAnswers.await(
                admin.alterConsumerGroupOffsets(applicationId, offsets).all());
        running.start();
    }

    /** Returns once all has been read that was there at the call. */
    private void catchUp(Map<TopicPartition, Long> from, BiConsumer<Long, Long> progress) throws InterruptedException {
        Span span = new Span(from, inputs.at(OffsetSpec.latest()));
        long total = span.total();
        for (long done = 0; done < total; done = span.done(inputs.committed(applicationId))) {
            progress.accept(done, total);
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        progress.accept(total, total);
    }

    @Override
    public void close() {
        running.close();
        // Its member is static and would keep the group for the time of a session.
        AdminAnswers.await(admin.removeMembersFromConsumerGroup(
                        applicationId, new org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions())
                .all());
        AdminAnswers.await(admin.deleteConsumerGroups(List.of(applicationId)).all());
        admin.close();
    }
}
