package io.stocktide.topology.reads;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** This instance's copy of one partition's state. */
final class LocalCopy implements ShopStores {
    private final KafkaStreams streams;
    private final int partition;

    LocalCopy(KafkaStreams streams, int partition) {
        this.streams = streams;
        this.partition = partition;
    }

    /** Throws a 503 where the store is not here. */
    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> keyValue(String storeName) {
        return store(storeName, QueryableStoreTypes.keyValueStore());
    }

    /** Throws a 503 where the store is not here. */
    @Override
    public ReadOnlyWindowStore<Bytes, byte[]> window(String storeName) {
        return store(storeName, QueryableStoreTypes.windowStore());
    }

    private <T> T store(String name, QueryableStoreType<T> type) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(name, type)
                    .withPartition(partition)
                    .enableStaleStores());
        } catch (InvalidStateStoreException e) {
            throw LocalStores.unavailable("The shop's state is being restored or lies on another instance.");
        }
    }
}
