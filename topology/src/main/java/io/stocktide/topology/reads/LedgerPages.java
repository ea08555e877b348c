package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.topology.state.StateCodec;
import io.stocktide.topology.state.StateKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Pages of one item's ledger, newest row first. */
final class LedgerPages {
    /** What one page looks through at most: rows are numbered as they come, and a late fact bears an earlier time. */
    static final int MAX_LOOKED_AT = 5_000;

    private final StateKeys keys;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
    private final long itemId;

    LedgerPages(StateKeys keys, ReadOnlyKeyValueStore<Bytes, byte[]> store, long itemId) {
        this.keys = keys;
        this.store = store;
        this.itemId = itemId;
    }

    LedgerPage page(String shop, long balance, LedgerFilter filter, OptionalLong beforeSeq, int limit) {
        long newest = beforeSeq.isPresent() ? Math.max(0, beforeSeq.getAsLong() - 1) : Long.MAX_VALUE;
        List<LedgerPage.Row> rows = new ArrayList<>();
        long last = newest;
        try (KeyValueIterator<Bytes, byte[]> found =
                store.reverseRange(keys.row(itemId, 0), keys.row(itemId, newest))) {
            for (int looked = 0; found.hasNext() && rows.size() < limit && looked < MAX_LOOKED_AT; looked++) {
                KeyValue<Bytes, byte[]> entry = found.next();
                last = StateKeys.lastId(entry.key);
                LedgerPage.Row row = StateCodec.read(entry.value, LedgerPage.Row.class);
                if (filter.matches(row)) {
                    rows.add(row);
                }
            }
            return new LedgerPage(shop, itemId, balance, rows, found.hasNext() ? Cursor.write(last) : null);
        }
    }
}
