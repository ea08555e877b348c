package io.stocktide.topology.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Remembers ids for a while of stream time. */
final class SeenIds {
    private static final byte[] PRESENT = {1};

    private final WindowStore<Bytes, byte[]> store;
    private final Duration retention;

    SeenIds(WindowStore<Bytes, byte[]> store, Duration retention) {
        this.store = store;
        this.retention = retention;
    }

    boolean contains(String key, long recordMillis) {
        Instant at = Instant.ofEpochMilli(recordMillis);
        // Records of several inputs interleave, so the first may bear the later time.
        try (WindowStoreIterator<byte[]> found = store.fetch(bytes(key), at.minus(retention), at.plus(retention))) {
            return found.hasNext();
        }
    }

    void add(String key, long recordMillis) {
        store.put(bytes(key), PRESENT, recordMillis);
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
