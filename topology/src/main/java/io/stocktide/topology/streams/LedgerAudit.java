package io.stocktide.topology.streams;

import io.stocktide.topology.state.LedgerMismatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the items whose ledger rows do not sum to their balance, as one processor finds them. */
final class LedgerAudit {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerAudit.class);

    private final LedgerMismatches mismatches;
    private final TopologyMetrics metrics;
    private int more;

    LedgerAudit(LedgerMismatches mismatches, TopologyMetrics metrics) {
        this.mismatches = mismatches;
        this.metrics = metrics;
    }

    /** Counts those that were found before the task came here; for one processor of a task. */
    void takeStock() {
        metrics.ledgerMismatches(this, mismatches.count());
    }

    void found(String shop, long itemId, boolean balanced) {
        int change = mismatches.note(shop, itemId, balanced);
        more += change;
        if (change > 0) {
            LOG.atError()
                    .addKeyValue("shop", shop)
                    .addKeyValue("inventoryItemId", itemId)
                    .log("ledger rows do not sum to the balance");
        }
    }

    /** What was found is written. */
    void flush() {
        if (more != 0) {
            metrics.ledgerMismatches(this, more);
            more = 0;
        }
    }

    /** What was found is forgotten. */
    void discard() {
        more = 0;
    }

    /** The task leaves. */
    void close() {
        metrics.forgetLedgerMismatches(this);
    }
}
