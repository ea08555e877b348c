package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import io.stocktide.topology.routing.Freshness;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.state.InputPositions;
import io.stocktide.topology.streams.RunningTopology;
import io.stocktide.topology.streams.Stores;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds the copies of partitions that this instance has and that may answer. */
public final class LocalStores {
    private static final String GONE = "The shop's state is being restored or lies on another instance.";

    private final RunningTopology running;
    private final Freshness freshness;

    public LocalStores(RunningTopology running, Freshness freshness) {
        this.running = running;
        this.freshness = freshness;
    }

    /** The copy that processes what comes in; throws {@link NotHereException} where that is not here, or not running. */
    LocalCopy active(int partition) {
        return copy(
                partition,
                AsOf.Role.ACTIVE,
                name -> activeStore(partition, name),
                state -> freshness.activeLagMillis(partition, state));
    }

    /**
     * A copy that follows the active one, or is restored so as to become it; throws {@link NotHereException} where there
     * is none, or its lag cannot be told: from a copy that is nearly empty still, "no such item" would be a lie.
     */
    LocalCopy standby(int partition) {
        return copy(partition, AsOf.Role.STANDBY, name -> anyStore(partition, name), state -> {
            OptionalLong lag = freshness.lagMillis(partition, state);
            if (lag.isEmpty()) {
                throw new NotHereException("The copies of the shop's state are too far behind, or of unknown age.");
            }
            return lag;
        });
    }

    private LocalCopy copy(
            int partition,
            AsOf.Role role,
            Function<String, ReadOnlyKeyValueStore<Bytes, byte[]>> stores,
            Function<ReadOnlyKeyValueStore<Bytes, byte[]>, OptionalLong> lag) {
        return orNotHere(() -> {
            ReadOnlyKeyValueStore<Bytes, byte[]> state = stores.apply(Stores.SHOP_STATE);
            if (!running.isLive(partition, state)) {
                throw new NotHereException("A replay is rebuilding the shop's state.", false);
            }
            OptionalLong lagMillis = lag.apply(state);
            OptionalLong offset = InputPositions.channelEvents(state);
            return new LocalCopy(
                    new AsOf(
                            partition,
                            offset.isPresent() ? offset.getAsLong() : null,
                            lagMillis.isPresent() ? lagMillis.getAsLong() : null,
                            role),
                    stores,
                    name -> store(partition, name, QueryableStoreTypes.windowStore()));
        });
    }

    /** Runs what reads a copy; throws {@link NotHereException} where the copy is gone, also where it goes meanwhile. */
    static <T> T orNotHere(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StreamsException e) {
            throw new NotHereException(GONE);
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> activeStore(int partition, String name) {
        ReadOnlyKeyValueStore<Bytes, byte[]> store = running.activeTasks().store(partition, name);
        if (store == null) {
            throw new NotHereException(GONE);
        }
        return store;
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> anyStore(int partition, String name) {
        return store(partition, name, QueryableStoreTypes.keyValueStore());
    }

    private <T> T store(int partition, String name, QueryableStoreType<T> type) {
        if (!running.streams().state().isRunningOrRebalancing()) {
            throw new NotHereException("The instance starts or stops.");
        }
        return running.streams()
                .store(StoreQueryParameters.fromNameAndType(name, type)
                        .withPartition(partition)
                        .enableStaleStores());
    }
}
