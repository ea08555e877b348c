package io.stocktide.topology.streams;

import io.stocktide.topology.engine.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Remembers ids for a while of stream time, and what became of each. */
final class SeenIds {
    private final WindowStore<Bytes, byte[]> store;
    private final Duration retention;

    SeenIds(WindowStore<Bytes, byte[]> store, Duration retention) {
        this.store = store;
        this.retention = retention;
    }

    boolean contains(String key, long recordMillis) {
        return isDead(key, recordMillis).isPresent();
    }

    /**
     * Whether nothing but dead letters has come of the id; empty where it was not seen. Whatever else has come of it
     * once holds, in whatever order the times of its records are.
     */
    Optional<Boolean> isDead(String key, long recordMillis) {
        Instant at = Instant.ofEpochMilli(recordMillis);
        Optional<Boolean> dead = Optional.empty();
        // Records of several inputs interleave, so the first may bear the later time.
        try (WindowStoreIterator<byte[]> found = store.fetch(bytes(key), at.minus(retention), at.plus(retention))) {
            while (found.hasNext() && dead.orElse(true)) {
                dead = Optional.of(Seen.isDead(found.next().value));
            }
        }
        return dead;
    }

    /**
     * @param effects of the record, which say what it has left behind
     * @param offset where the record lies on its topic
     */
    void add(String key, long recordMillis, Verdict verdict, ForwardedEffects effects, long offset) {
        store.put(bytes(key), Seen.write(verdict, effects.moved(), effects.buried(), offset), recordMillis);
    }

    static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
