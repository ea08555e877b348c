package io.stocktide.topology.state;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the values of one task's store say, decoded, of the keys used last: what sells is asked for again and again, and
 * decoding it costs more than all the rest of the read. All who write to the store share it, and all run on the task's
 * thread. It goes with the task's store, so that it never outlives what it was read from.
 *
 * <p>Objects are lent, and may be changed by whoever borrows them. Those that were put again come back when the writes
 * are written; all others are forgotten.
 */
public final class DecodedCache {
    /** An object takes some ten times as much as its bytes, and a process has a dozen tasks or so. */
    private static final long SHARE_OF_HEAP = 256;

    /** What the key and the cache's own links take, in the measure of encoded bytes. */
    private static final int OVERHEAD_BYTES = 32;

    private record Entry(Object value, int encodedBytes) {}

    private final long maxEncodedBytes;
    private final LinkedHashMap<Bytes, Entry> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Bytes> lent = new HashSet<>();
    private long encodedBytes;

    DecodedCache(long maxEncodedBytes) {
        this.maxEncodedBytes = maxEncodedBytes;
    }

    /** One that takes about a thirtieth of the heap. */
    public static DecodedCache create() {
        return new DecodedCache(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Null where it has none. */
    Object lend(Bytes key) {
        Object value = peek(key);
        if (value != null) {
            lent.add(key);
        }
        return value;
    }

    /** What nobody may change; null where it has none. */
    Object peek(Bytes key) {
        Entry entry = byUse.get(key);
        return entry == null ? null : entry.value();
    }

    /**
     * The store has, or is about to have, this value.
     *
     * @param value null where nobody has told what the bytes say
     * @param encoded null where the key was deleted
     */
    void written(Bytes key, Object value, byte[] encoded) {
        lent.remove(key);
        drop(key);
        if (value != null && encoded != null && maxEncodedBytes > 0) {
            Entry entry = new Entry(value, encoded.length + OVERHEAD_BYTES);
            byUse.put(key, entry);
            encodedBytes += entry.encodedBytes();
            makeRoom();
        }
    }

    /** The borrowers are through: what they have not put again may have been changed, and is forgotten. */
    void takeBack() {
        lent.forEach(this::drop);
        lent.clear();
    }

    private void drop(Bytes key) {
        Entry entry = byUse.remove(key);
        encodedBytes -= entry == null ? 0 : entry.encodedBytes();
    }

    private void makeRoom() {
        Iterator<Entry> eldest = byUse.values().iterator();
        while (encodedBytes > maxEncodedBytes) {
            encodedBytes -= eldest.next().encodedBytes();
            eldest.remove();
        }
    }
}
