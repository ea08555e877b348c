package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** This instance's copy of one partition's state, for one read. */
final class LocalCopy implements ShopStores {
    private final AsOf asOf;
    private final Function<String, ReadOnlyKeyValueStore<Bytes, byte[]>> stores;
    private final Function<String, ReadOnlyWindowStore<Bytes, byte[]>> windows;

    /**
     * @param asOf taken before anything is read: the state only moves on
     * @param stores by their names
     * @param windows the window stores, by their names
     */
    LocalCopy(
            AsOf asOf,
            Function<String, ReadOnlyKeyValueStore<Bytes, byte[]>> stores,
            Function<String, ReadOnlyWindowStore<Bytes, byte[]>> windows) {
        this.asOf = asOf;
        this.stores = stores;
        this.windows = windows;
    }

    @Override
    public AsOf asOf() {
        return asOf;
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> keyValue(String storeName) {
        return stores.apply(storeName);
    }

    @Override
    public ReadOnlyWindowStore<Bytes, byte[]> window(String storeName) {
        return windows.apply(storeName);
    }
}
