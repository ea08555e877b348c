package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** This instance's copy of one partition's state, for one read. */
final class LocalCopy {
    private final AsOf asOf;
    private final Function<String, ReadOnlyKeyValueStore<Bytes, byte[]>> stores;

    /**
     * @param asOf taken before anything is read: the state only moves on
     * @param stores by their names
     */
    LocalCopy(AsOf asOf, Function<String, ReadOnlyKeyValueStore<Bytes, byte[]>> stores) {
        this.asOf = asOf;
        this.stores = stores;
    }

    AsOf asOf() {
        return asOf;
    }

    /** Whether other stores than {@code shop-state} may be behind it: each is restored by itself. */
    boolean isStandby() {
        return asOf.role() == AsOf.Role.STANDBY;
    }

    /** Throws {@code InvalidStateStoreException} where the store is not here, now or later, as it is read. */
    ReadOnlyKeyValueStore<Bytes, byte[]> keyValue(String storeName) {
        return stores.apply(storeName);
    }
}
