package io.stocktide.standalone.verify;

import io.stocktide.schemas.rest.VerifyReport;
import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what the partitions show; keeps the first faults and counts all. */
final class Findings {
    private final int limit;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Fault> first = new ArrayList<>();
    private long items;
    private long itemsCompared;
    private long mutationRows;
    private long causesExpired;
    private long batchesInFlight;
    private long webhooksJudged;
    private long webhooksWaiting;

    Findings(int limit) {
        this.limit = limit;
    }

    void add(Fault fault) {
        counts.merge(fault.kind(), 1L, Long::sum);
        if (first.size() < limit) {
            first.add(fault);
        }
    }

    void add(Collection<Fault> faults) {
        faults.forEach(this::add);
    }

    void add(LedgerCheck check) {
        items += check.items();
        itemsCompared += check.compared();
    }

    void add(CauseCheck check, Instant inFlightSince) {
        mutationRows += check.rows();
        causesExpired += check.expired();
        batchesInFlight += check.inFlightSince(inFlightSince);
    }

    void add(VerdictCheck check, long waiting) {
        webhooksJudged += check.webhooks();
        webhooksWaiting += waiting;
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    VerifyReport report() {
        return new VerifyReport(
                items,
                itemsCompared,
                count(Kind.LEDGER_CHAIN) + count(Kind.BALANCE),
                mutationRows,
                count(Kind.MUTATION_WITHOUT_CAUSE),
                causesExpired,
                webhooksJudged,
                count(Kind.WEBHOOK_WITHOUT_VERDICT),
                webhooksWaiting,
                batchesInFlight,
                count(Kind.UNREADABLE),
                first);
    }
}
