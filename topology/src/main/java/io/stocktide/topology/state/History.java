package io.stocktide.topology.state;

import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;

/** The last rows of each item's ledger, for reads; the topic {@code ledger} has them all. */
public final class History {
    private final BufferedStore store;
    private final int rowsPerItem;

    /**
     * @param rowsPerItem how many rows of an item are kept
     */
    public History(BufferedStore store, int rowsPerItem) {
        this.store = store;
        this.rowsPerItem = rowsPerItem;
    }

    public void add(LedgerEntry entry) {
        StateKeys keys = new StateKeys(entry.shop());
        for (LedgerRow row : entry.rows()) {
            LedgerPage.Row kept = new LedgerPage.Row(row, entry.cause(), entry.recordedAt());
            store.put(keys.row(row.inventoryItemId(), row.seq()), StateCodec.write(kept));
            if (row.seq() > rowsPerItem) {
                store.delete(keys.row(row.inventoryItemId(), row.seq() - rowsPerItem));
            }
        }
    }
}
