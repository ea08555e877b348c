package io.stocktide.topology.streams;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Sees to it that each store's changelog holds a record. At a restart under exactly-once, Kafka takes a store without
 * an offset for one that was killed, wipes all stores of the task and restores them in full; and a store that nothing
 * was written to has none, nor has one whose changelog has expired.
 */
final class FirstEntries {
    /** Less than the shortest time for which a changelog keeps its records. */
    private static final long INTERVAL_MILLIS = Duration.ofHours(12).toMillis();

    /** No shop's key begins with it, and no other that belongs to the partition as a whole. */
    private static final Bytes KEY = Bytes.wrap(new byte[] {5});

    private static final byte[] PRESENT = {1};

    private final ProcessorContext<String, byte[]> context;
    private long nextAtMillis = Long.MIN_VALUE;

    FirstEntries(ProcessorContext<String, byte[]> context) {
        this.context = context;
    }

    /** Writes them where it is time to. */
    void ensure(long nowMillis) {
        if (nowMillis < nextAtMillis) {
            return;
        }
        nextAtMillis = nowMillis + INTERVAL_MILLIS;
        ensure(context.<KeyValueStore<Bytes, byte[]>>getStateStore(Stores.SHOP_STATE));
        ensure(context.<KeyValueStore<Bytes, byte[]>>getStateStore(Stores.HISTORY));
        renew(context.getStateStore(Stores.SEEN_WEBHOOKS));
        renew(context.getStateStore(Stores.SEEN_EVENTS));
    }

    /** Once is enough: these changelogs are compacted and expire never. */
    private static void ensure(KeyValueStore<Bytes, byte[]> store) {
        if (store.get(KEY) == null) {
            store.put(KEY, PRESENT);
        }
    }

    /** At a time that the store has seen: a later one would let ids expire before theirs. */
    private static void renew(WindowStore<Bytes, byte[]> store) {
        store.put(KEY, PRESENT, someSeenMillis(store));
    }

    private static long someSeenMillis(WindowStore<Bytes, byte[]> store) {
        try (KeyValueIterator<Windowed<Bytes>, byte[]> latest = store.backwardAll()) {
            KeyValue<Windowed<Bytes>, byte[]> one = latest.hasNext() ? latest.next() : null;
            return one == null ? 0 : one.key.window().start();
        }
    }
}
