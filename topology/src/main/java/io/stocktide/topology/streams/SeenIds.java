package io.stocktide.topology.streams;

import io.stocktide.topology.engine.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Remembers ids for a while of stream time, and what became of each. An entry lies at the beginning of a span of time,
 * not at the record's own, so that it is found by as many gets as there are spans: to look through the store for an id
 * at any time costs an iterator over each of its segments, for every record.
 */
final class SeenIds {
    /** Spans in the time that is remembered. */
    private static final int SPANS = 2;

    private final WindowStore<Bytes, byte[]> store;
    private final long memoryMillis;
    private final LongSupplier streamTime;
    /** What was looked for last, and what is in the span of its own time: it is mostly what is added next. */
    private Bytes lookedFor;

    private long lookedSpan;
    private byte[] found;

    /** @param streamTime of the task, in milliseconds: nothing that it has seen is later */
    SeenIds(WindowStore<Bytes, byte[]> store, Duration memory, LongSupplier streamTime) {
        this.store = store;
        this.streamTime = streamTime;
        this.memoryMillis = memory.toMillis();
    }

    /** How long the store must keep an entry, for it to be there as long as its record is to be remembered. */
    static Duration retention(Duration memory) {
        return memory.plus(memory.dividedBy(SPANS));
    }

    boolean contains(String key, long recordMillis) {
        return isDead(key, recordMillis).isPresent();
    }

    /**
     * Whether nothing but dead letters has come of the id; empty where it was not seen. Whatever else has come of it
     * once holds, in whatever order the times of its records are.
     */
    Optional<Boolean> isDead(String key, long recordMillis) {
        Bytes id = bytes(key);
        lookedFor = id;
        lookedSpan = spanBegin(recordMillis);
        Optional<Boolean> dead = Optional.empty();
        // Records of several inputs interleave, so the first may bear the later time. A get that finds nothing costs
        // RocksDB's binding an exception, so none is made where there can be nothing.
        long lastSpan = Math.min(lookedSpan + SPANS * spanMillis(), spanBegin(streamTime.getAsLong()));
        found = null;
        for (long span = lookedSpan - SPANS * spanMillis(); span <= lastSpan; span += spanMillis()) {
            byte[] entries = store.fetch(id, span);
            found = span == lookedSpan ? entries : found;
            if (entries != null) {
                dead = isDead(dead, Seen.readAll(entries), recordMillis);
            }
        }
        return dead;
    }

    private Optional<Boolean> isDead(Optional<Boolean> before, List<Seen> entries, long recordMillis) {
        Optional<Boolean> dead = before;
        for (Seen seen : entries) {
            if (Math.abs(seen.recordMillis() - recordMillis) <= memoryMillis) {
                dead = Optional.of(dead.orElse(true) && seen.isDead());
            }
        }
        return dead;
    }

    /**
     * @param effects of the record, which say what it has left behind
     * @param offset where the record lies on its topic
     */
    void add(String key, long recordMillis, Verdict verdict, ForwardedEffects effects, long offset) {
        Bytes id = bytes(key);
        long begin = spanBegin(recordMillis);
        // A redriven record has been seen before.
        byte[] before = id.equals(lookedFor) && begin == lookedSpan ? found : store.fetch(id, begin);
        lookedFor = null;
        store.put(id, Seen.append(before, verdict, effects.moved(), effects.buried(), offset, recordMillis), begin);
    }

    private long spanMillis() {
        return memoryMillis / SPANS;
    }

    private long spanBegin(long millis) {
        return millis - Math.floorMod(millis, spanMillis());
    }

    static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
