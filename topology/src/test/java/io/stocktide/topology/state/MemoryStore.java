package io.stocktide.topology.state;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A store without a disk. */
final class MemoryStore {
    private MemoryStore() {}

    static KeyValueStore<Bytes, byte[]> open() {
        KeyValueStore<Bytes, byte[]> store =
                Stores.inMemoryKeyValueStore("memory").get();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
