package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.List;

/**
 * The movements that one cause produced.
 *
 * @param recordedAt stream time
 */
public record LedgerEntry(String shop, Cause cause, Instant recordedAt, List<LedgerRow> rows) {
    public LedgerEntry {
        rows = List.copyOf(rows);
    }
}
