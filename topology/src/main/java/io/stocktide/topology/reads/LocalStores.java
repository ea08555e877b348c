package io.stocktide.topology.reads;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.Stores;
import java.util.function.IntPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds the store that holds a shop, on this instance. */
public final class LocalStores {
    private static final int RETRY_SECONDS = 2;

    private final KafkaStreams streams;
    private final IntPredicate isLive;

    /**
     * @param isLive whether a partition's state is of now, and not being rebuilt
     */
    public LocalStores(KafkaStreams streams, IntPredicate isLive) {
        this.streams = streams;
        this.isLive = isLive;
    }

    /** Throws a 503 while the shop's state is not here: being restored, or on another instance. */
    ReadOnlyKeyValueStore<Bytes, byte[]> of(String storeName, String shop) {
        try {
            KeyQueryMetadata where = streams.queryMetadataForKey(
                    Stores.SHOP_STATE, Keys.of(shop, ""), StockTopology.BY_SHOP::partitions);
            if (where == null || where.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw unavailable("The tasks are being assigned.");
            }
            if (!isLive.test(where.partition())) {
                throw unavailable("A replay is rebuilding the shop's state.");
            }
            return streams.store(
                    StoreQueryParameters.fromNameAndType(storeName, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                            .withPartition(where.partition())
                            .enableStaleStores());
        } catch (InvalidStateStoreException e) {
            throw unavailable("The shop's state is being restored or lies on another instance.");
        }
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.retryable(503, "unavailable", "Stock cannot be read now", detail, RETRY_SECONDS);
    }
}
