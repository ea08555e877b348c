package io.stocktide.topology.reads;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The stores that a shop's state lies in, by their names. */
interface ShopStores {
    ReadOnlyKeyValueStore<Bytes, byte[]> keyValue(String storeName);

    ReadOnlyWindowStore<Bytes, byte[]> window(String storeName);
}
