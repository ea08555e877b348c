package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.LedgerPage;
import java.time.Instant;

/**
 * Which ledger rows are meant, by when they were recorded; what is null leaves none out.
 *
 * @param since inclusive
 * @param until exclusive
 */
record LedgerFilter(Instant since, Instant until) {
    boolean matches(LedgerPage.Row row) {
        return (since == null || !row.recordedAt().isBefore(since))
                && (until == null || row.recordedAt().isBefore(until));
    }
}
