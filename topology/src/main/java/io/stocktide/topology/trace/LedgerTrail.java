package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.streams.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the ledger rows of one cause: they bear its record's time and lie beside each other. */
final class LedgerTrail {
    private static final int MAX_ROWS = 500;

    private final ShopLog log;
    private final String shop;
    private final Findings findings;

    LedgerTrail(ShopLog log, String shop, Findings findings) {
        this.log = log;
        this.shop = shop;
        this.findings = findings;
    }

    /** The rows that the record made, each also noted as found. */
    List<LedgerRow> follow(Cause.Kind kind, String causeId, Seen seen) {
        return follow(kind, causeId, seen, row -> true);
    }

    /**
     * @param shown which rows are of interest
     */
    List<LedgerRow> follow(Cause.Kind kind, String causeId, Seen seen, Predicate<LedgerRow> shown) {
        if (!seen.moved()) {
            return List.of();
        }
        Taken taken = new Taken();
        long from = log.offsetAt(Topics.LEDGER, Instant.ofEpochMilli(seen.recordMillis()));
        ShopLog.End end = log.scan(Topics.LEDGER, from, record -> {
            Optional<LedgerEntry> entry = entry(record, kind, causeId);
            entry.ifPresent(each -> note(record, each, taken, shown));
            return (entry.isPresent() || taken.entries == 0) && taken.rows.size() < MAX_ROWS;
        });
        remarkOn(end, taken, causeId);
        return taken.rows;
    }

    private static final class Taken {
        private final List<LedgerRow> rows = new ArrayList<>();
        private int entries;
    }

    private Optional<LedgerEntry> entry(ConsumerRecord<String, byte[]> record, Cause.Kind kind, String causeId) {
        // Most records can be told from their keys alone.
        boolean mayBe =
                record.key().equals(Keys.of(shop, causeId)) || record.key().startsWith(Keys.of(shop, "order/"));
        return mayBe
                ? ShopLog.value(Topics.LEDGER, record)
                        .filter(entry -> entry.cause().kind() == kind
                                && causeId.equals(entry.cause().id()))
                : Optional.empty();
    }

    private void note(
            ConsumerRecord<String, byte[]> record, LedgerEntry entry, Taken taken, Predicate<LedgerRow> shown) {
        taken.entries++;
        List<LedgerRow> rows = entry.rows().stream()
                .filter(shown)
                .limit(MAX_ROWS - taken.rows.size())
                .toList();
        taken.rows.addAll(rows);
        if (!rows.isEmpty()) {
            findings.add(new Trace.Ledger(
                    Instant.ofEpochMilli(record.timestamp()),
                    ShopLog.place(record),
                    entry.cause().id(),
                    entry.cause().orderId(),
                    entry.replayId(),
                    rows));
        }
    }

    private void remarkOn(ShopLog.End end, Taken taken, String causeId) {
        if (taken.rows.size() >= MAX_ROWS) {
            findings.misses("there may be more ledger rows of " + causeId + " than the " + MAX_ROWS + " shown");
        } else if (taken.entries == 0) {
            findings.misses("the ledger rows of " + causeId + " were not found"
                    + (end == ShopLog.End.BOUND ? " within the bounds of a trace" : ": not committed yet, or expired"));
        }
    }
}
