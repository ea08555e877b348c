package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.topology.state.StateKeys;
import io.stocktide.topology.streams.SharedRocksDbMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** An item's state got from a store of 100,000 items on disk and put there, in no order: with our memory and by default. */
public class RocksDbBenchmark extends HotPath {
    private static final int ITEMS = 100_000;

    /** Whose settings. */
    public enum Settings {
        SHARED,
        KAFKA
    }

    @Param
    public Settings settings;

    private final StateKeys keys = new StateKeys(MemoryShop.SHOP);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private Path directory;
    private KeyValueStore<Bytes, byte[]> store;
    private byte[] state;

    @Setup
    public void fill() throws IOException {
        MemoryShop shop = new MemoryShop(1);
        shop.order(1);
        state = shop.store().get(key(0));
        directory = Files.createTempDirectory("stocktide-micro");
        store = Stores.persistentKeyValueStore(io.stocktide.topology.streams.Stores.SHOP_STATE)
                .get();
        store.init(
                new MockProcessorContext<>(properties(), new TaskId(0, 0), directory.toFile()).getStateStoreContext(),
                store);
        for (int item = 0; item < ITEMS; item++) {
            store.put(key(item), state);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "micro");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        if (settings == Settings.SHARED) {
            properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksDbMemory.class);
        }
        return properties;
    }

    @Benchmark
    public byte[] get() {
        return store.get(key(random.nextInt(ITEMS)));
    }

    @Benchmark
    public void put() {
        store.put(key(random.nextInt(ITEMS)), state);
    }

    private Bytes key(int item) {
        return keys.item(OrderBodies.inventoryItemId(item));
    }

    @TearDown
    public void close() throws IOException {
        store.close();
        Utils.delete(directory.toFile());
    }
}
