package io.stocktide.topology.streams;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The stores: few, with prefixed keys, since each store of each partition is a RocksDB of its own. Caching is off
 * everywhere: keys seldom repeat within a commit, so the cache would cost and save nothing.
 */
public final class Stores {
    /** All that is kept of the shops; logged, since it cannot be had from one topic. */
    public static final String SHOP_STATE = "shop-state";

    /** The last ledger rows of each item, for reads. */
    public static final String HISTORY = "history";

    /** Webhooks that were seen, by their keys; segments of time expire as a whole. */
    public static final String SEEN_WEBHOOKS = "seen-webhooks";

    /** Channel events, deliveries and batches that were seen, by topic and key. */
    public static final String SEEN_EVENTS = "seen-events";

    /** All of them; each has a changelog topic unless the topology follows another. */
    public static final List<String> NAMES = List.of(SHOP_STATE, HISTORY, SEEN_WEBHOOKS, SEEN_EVENTS);

    private Stores() {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> keyValue(String name, boolean logged) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> store = org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled();
        return logged ? store : store.withLoggingDisabled();
    }

    /** @param memory how long an id is remembered */
    static StoreBuilder<WindowStore<Bytes, byte[]>> seen(String name, Duration memory, boolean logged) {
        StoreBuilder<WindowStore<Bytes, byte[]>> store = org.apache.kafka.streams.state.Stores.windowStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentWindowStore(
                                name, SeenIds.retention(memory), Duration.ofMillis(1), false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled();
        return logged ? store : store.withLoggingDisabled();
    }
}
