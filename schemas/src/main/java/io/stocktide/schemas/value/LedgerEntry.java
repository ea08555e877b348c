package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.List;

/**
 * The movements that one cause produced.
 *
 * @param recordedAt stream time
 * @param replayId the replay that rebuilt the items' rows, which count from 1 again; null before the first
 */
public record LedgerEntry(String shop, Cause cause, Instant recordedAt, String replayId, List<LedgerRow> rows) {
    public LedgerEntry {
        rows = List.copyOf(rows);
    }

    public LedgerEntry rebuiltBy(String newReplayId) {
        return new LedgerEntry(shop, cause, recordedAt, newReplayId, rows);
    }
}
