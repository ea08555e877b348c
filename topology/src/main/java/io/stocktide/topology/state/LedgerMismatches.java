package io.stocktide.topology.state;

import org.apache.kafka.common.utils.Bytes;

/**
 * The items of one partition whose ledger rows do not sum to their balance. Kept in the store {@code shop-state} under
 * keys that begin with a byte of two, before every shop; there should be none.
 */
public final class LedgerMismatches {
    private static final byte MISMATCHES = 2;

    private final BufferedStore store;

    public LedgerMismatches(BufferedStore store) {
        this.store = store;
    }

    /** How many there are. */
    public long count() {
        return store.scan(Bytes.wrap(new byte[] {MISMATCHES}), Integer.MAX_VALUE)
                .size();
    }

    /** Notes how an item stands. Returns how many more there are by it: 1, 0 or -1. */
    public int note(String shop, long itemId, boolean balanced) {
        Bytes key = new StateKeys(shop).item(MISMATCHES, itemId);
        boolean wasBalanced = store.get(key) == null;
        if (wasBalanced == balanced) {
            return 0;
        }
        if (balanced) {
            store.delete(key);
            return -1;
        }
        store.mark(key);
        return 1;
    }
}
