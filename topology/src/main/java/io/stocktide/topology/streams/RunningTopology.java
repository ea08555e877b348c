package io.stocktide.topology.streams;

import io.stocktide.service.http.Readiness;
import io.stocktide.topology.state.ReplayState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams, running: ready once its tasks are assigned and restored, which is later than {@code RUNNING}. */
public final class RunningTopology implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTopology.class);
    private static final int MAX_THREAD_DEATHS = 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final String replayId;
    private final StateOwner stateOwner;
    private final ActiveTasks activeTasks;
    private final Set<Integer> livePartitions = ConcurrentHashMap.newKeySet();
    private final RestoreProgress restores = new RestoreProgress();
    private final AtomicInteger threadDeaths = new AtomicInteger();
    private volatile boolean wasReady;

    public RunningTopology(StockTopology topology, StreamsSettings settings) {
        replayId = topology.replay().follows() ? null : topology.replay().replayId();
        activeTasks = topology.activeTasks();
        stateOwner = new StateOwner(settings.stateDir(), settings.applicationId(), replayId);
        streams = new KafkaStreams(topology.get(), new StreamsConfig(settings.properties()));
        streams.setGlobalStateRestoreListener(restores);
        streams.setUncaughtExceptionHandler(this::onDeath);
    }

    public void start() {
        stateOwner.claim(streams::cleanUp);
        streams.start();
    }

    public KafkaStreams streams() {
        return streams;
    }

    public RestoreProgress restores() {
        return restores;
    }

    public ActiveTasks activeTasks() {
        return activeTasks;
    }

    /** A thread that dies of a passing fault is replaced; one that keeps dying stops the instance for all to see. */
    private StreamThreadExceptionResponse onDeath(Throwable death) {
        boolean again = threadDeaths.incrementAndGet() <= MAX_THREAD_DEATHS;
        LOG.atError().setCause(death).addKeyValue("replaced", again).log("stream thread died");
        return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * Not before its tasks are assigned and restored. From then on a rebalance does not make it unready, nor what is
     * restored by it: all instances take part in one at the same time, and other copies answer meanwhile.
     */
    @Override
    public Optional<String> notReadyBecause() {
        KafkaStreams.State state = streams.state();
        if (wasReady && state.isRunningOrRebalancing()) {
            return rebuilding(activePartitions());
        }
        Optional<String> reason = notReadyAtFirst(state);
        wasReady |= reason.isEmpty();
        return reason;
    }

    private Optional<String> notReadyAtFirst(KafkaStreams.State state) {
        if (state != KafkaStreams.State.RUNNING) {
            return Optional.of("streams is " + state);
        }
        int left = restores.storePartitions();
        if (left > 0) {
            return Optional.of("restoring " + left + " store partitions");
        }
        Set<Integer> tasks = activePartitions();
        Optional<String> rebuilding = rebuilding(tasks);
        if (rebuilding.isPresent()) {
            return rebuilding;
        }
        boolean assigned = streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> !thread.activeTasks().isEmpty()
                        || !thread.standbyTasks().isEmpty());
        return assigned ? Optional.empty() : Optional.of("no task is assigned");
    }

    private Set<Integer> activePartitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toSet());
    }

    private Optional<String> rebuilding(Set<Integer> partitions) {
        try {
            long left =
                    partitions.stream().filter(partition -> !isLive(partition)).count();
            return left == 0
                    ? Optional.empty()
                    : Optional.of("a replay is rebuilding " + left + " of " + partitions.size() + " partitions");
        } catch (InvalidStateStoreException e) {
            return Optional.of("the stores are being opened");
        }
    }

    /** Of the partitions that are active here, those whose state a replay is rebuilding; as far as can be told. */
    public int rebuildingPartitions() {
        try {
            return (int) activePartitions().stream()
                    .filter(partition -> !isLive(partition))
                    .count();
        } catch (InvalidStateStoreException e) {
            return 0; // They are being opened, which passes.
        }
    }

    private boolean isLive(int partition) {
        return replayId == null
                || livePartitions.contains(partition)
                || isLive(
                        partition,
                        streams.store(StoreQueryParameters.fromNameAndType(
                                        Stores.SHOP_STATE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                                .withPartition(partition)
                                .enableStaleStores()));
    }

    /**
     * Whether a partition's state is of now, and not being rebuilt by a replay.
     *
     * @param store the partition's {@code shop-state}
     */
    public boolean isLive(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        if (replayId == null || livePartitions.contains(partition)) {
            return true;
        }
        boolean live = ReplayState.isLive(replayId, store);
        if (live) {
            livePartitions.add(partition);
        }
        return live;
    }

    /** The partitions of which it follows the active copy, or is about to. */
    public Set<Integer> standbyPartitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.standbyTasks().stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toSet());
    }

    /** Whether the application has other instances, as far as is known here. */
    public boolean hasOthers() {
        return streams.state().isRunningOrRebalancing()
                && streams.metadataForAllStreamsClients().size() > 1;
    }

    /** Stops as one that comes back. */
    @Override
    public void close() {
        close(false);
    }

    /**
     * Stops.
     *
     * @param leaves whether its tasks are to move to others at once, since it does not come back
     */
    public void close(boolean leaves) {
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(
                        leaves
                                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
