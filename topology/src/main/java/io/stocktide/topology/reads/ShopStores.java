package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/**
 * The stores that a shop's state lies in, by their names. Each throws {@code InvalidStateStoreException} where the store
 * is not here, now or later, as it is read.
 */
interface ShopStores {
    /** Of when all is that is read here, at least. */
    AsOf asOf();

    ReadOnlyKeyValueStore<Bytes, byte[]> keyValue(String storeName);

    ReadOnlyWindowStore<Bytes, byte[]> window(String storeName);

    /** Whether other stores than {@code shop-state} may be behind it: each is restored by itself. */
    default boolean isStandby() {
        return asOf().role() == AsOf.Role.STANDBY;
    }
}
