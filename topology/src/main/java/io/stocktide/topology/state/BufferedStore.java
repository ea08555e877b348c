package io.stocktide.topology.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Holds back the writes of one record, so that a record that fails half way leaves nothing behind: skipping it would
 * not undo what it has put. Reads see what is held back.
 */
public final class BufferedStore {
    private static final byte[] PRESENT = {1};
    private static final BytesSerializer SERIALIZER = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final DecodedCache decoded;
    /** A null value is a delete. */
    private final TreeMap<Bytes, byte[]> pending = new TreeMap<>();
    /** What the values held back say, where whoever put them knows; so that nobody decodes them again. */
    private final Map<Bytes, Object> pendingObjects = new HashMap<>();

    /** A store whose values are decoded at each read. */
    public BufferedStore(KeyValueStore<Bytes, byte[]> store) {
        this(store, new DecodedCache(0));
    }

    /** @param decoded of this store, shared by all who write to it */
    public BufferedStore(KeyValueStore<Bytes, byte[]> store, DecodedCache decoded) {
        this.store = store;
        this.decoded = decoded;
    }

    byte[] get(Bytes key) {
        return pending.containsKey(key) ? pending.get(key) : store.get(key);
    }

    /**
     * What the value says, decoded; null where there is none. It is lent until {@link #flush} or {@link #discard}: who
     * changes it must put it again, or forget it.
     */
    <T> T get(Bytes key, Class<T> type) {
        if (!pending.containsKey(key)) {
            Object lent = decoded.lend(key);
            if (lent != null) {
                assert Arrays.equals(StateCodec.write(lent), store.get(key)) : "the cache differs from the store";
                return type.cast(lent);
            }
        } else if (pendingObjects.containsKey(key)) {
            return type.cast(pendingObjects.get(key));
        }
        byte[] value = get(key);
        return value == null ? null : StateCodec.read(value, type);
    }

    /** What the value says, where nobody ever changes the object; null where there is none. */
    <T> T getConstant(Bytes key, Class<T> type, Function<byte[], T> decode) {
        if (pending.containsKey(key)) {
            byte[] value = pending.get(key);
            return value == null ? null : decode.apply(value);
        }
        Object known = decoded.peek(key);
        if (known != null) {
            return type.cast(known);
        }
        byte[] value = store.get(key);
        if (value == null) {
            return null;
        }
        T constant = decode.apply(value);
        decoded.written(key, constant, value);
        return constant;
    }

    /** Puts what may be asked for again soon. It must not be changed any more without being put again. */
    void put(Bytes key, Object value) {
        put(key, StateCodec.write(value));
        pendingObjects.put(key, value);
    }

    void put(Bytes key, byte[] value) {
        pending.put(key, value);
        pendingObjects.remove(key);
    }

    /** Puts a key that means something by being there; one that is there already is not written again. */
    void mark(Bytes key) {
        if (get(key) == null) {
            put(key, PRESENT);
        }
    }

    void delete(Bytes key) {
        put(key, (byte[]) null);
    }

    /** The first entries whose keys begin with the prefix, in the order of the keys. */
    List<KeyValue<Bytes, byte[]>> scan(Bytes prefix, int limit) {
        return scanFrom(prefix, prefix, limit);
    }

    /** The first entries from a key on whose keys begin with the prefix, in the order of the keys. */
    List<KeyValue<Bytes, byte[]>> scanFrom(Bytes from, Bytes prefix, int limit) {
        TreeMap<Bytes, byte[]> found = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> stored = stored(from, prefix)) {
            // What is held back may delete some of the first, so as many more are read.
            long wanted = (long) limit + pending.size();
            while (stored.hasNext() && found.size() < wanted) {
                KeyValue<Bytes, byte[]> entry = stored.next();
                if (!startsWith(entry.key, prefix)) {
                    break;
                }
                found.put(entry.key, entry.value);
            }
        }
        for (Map.Entry<Bytes, byte[]> entry : pending.tailMap(from).entrySet()) {
            if (!startsWith(entry.getKey(), prefix)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        for (Map.Entry<Bytes, byte[]> entry : found.entrySet()) {
            if (entry.getValue() != null && entries.size() < limit) {
                entries.add(KeyValue.pair(entry.getKey(), entry.getValue()));
            }
        }
        return entries;
    }

    private KeyValueIterator<Bytes, byte[]> stored(Bytes from, Bytes prefix) {
        return from.equals(prefix) ? store.prefixScan(prefix, SERIALIZER) : store.range(from, null);
    }

    /** The first entries from one key to another, both included; not from what is held back. */
    List<KeyValue<Bytes, byte[]>> range(Bytes from, Bytes to, int limit) {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> stored = store.range(from, to)) {
            while (stored.hasNext() && entries.size() < limit) {
                entries.add(stored.next());
            }
        }
        return entries;
    }

    /** What of the agenda is due by its time and otherwise; not from what is held back. */
    public List<AgendaKey> due(long nowMillis, int limit, Predicate<AgendaKey> isDue) {
        List<AgendaKey> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> stored = store.range(AgendaKey.first(), AgendaKey.after(nowMillis))) {
            while (stored.hasNext() && due.size() < limit) {
                AgendaKey key = AgendaKey.of(stored.next().key);
                if (isDue.test(key)) {
                    due.add(key);
                }
            }
        }
        return due;
    }

    /**
     * Keys of shops in their order, behind a key; not from what is held back.
     *
     * @param after null for the first
     */
    public List<StateKeys.Parts> shopKeysAfter(Bytes after, int limit) {
        List<StateKeys.Parts> keys = new ArrayList<>();
        Bytes from = after == null ? StateKeys.firstOfShops() : after;
        try (KeyValueIterator<Bytes, byte[]> stored = store.range(from, null)) {
            while (stored.hasNext() && keys.size() < limit) {
                Bytes key = stored.next().key;
                if (!key.equals(after)) {
                    keys.add(StateKeys.parts(key));
                }
            }
        }
        return keys;
    }

    /** Writes what is held back. */
    public void flush() {
        List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>(pending.size());
        pending.forEach((key, value) -> {
            // To delete what is not there would still write a tombstone.
            if (value != null || store.get(key) != null) {
                writes.add(KeyValue.pair(key, value));
            }
            decoded.written(key, pendingObjects.get(key), value);
        });
        store.putAll(writes);
        forget();
    }

    /** Forgets what is held back. */
    public void discard() {
        forget();
    }

    private void forget() {
        pending.clear();
        pendingObjects.clear();
        decoded.takeBack();
    }

    private static boolean startsWith(Bytes key, Bytes prefix) {
        byte[] bytes = key.get();
        byte[] start = prefix.get();
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
