package io.stocktide.standalone.cli;

import io.stocktide.schemas.rest.VerifyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people: a line for each rule, a line for each fault. */
final class VerifyTable {
    private VerifyTable() {}

    static String of(VerifyReport report, Duration inFlight) {
        List<String> lines = new ArrayList<>();
        lines.add(line("items", report.items(), "whose ledger is wrong", report.ledgerMismatches()));
        lines.add(line("mutation rows", report.mutationRows(), "without a cause", report.mutationsWithoutCause()));
        lines.add(line("webhooks", report.webhooksJudged(), "without a verdict", report.webhooksWithoutVerdict()));
        lines.add(note("records that cannot be read", report.unreadable()));
        lines.add("");
        lines.add(note("items compared with stock", report.itemsCompared()));
        lines.add(note("webhooks that wait", report.webhooksWaiting()));
        lines.add(note("batches in flight for over " + inFlight.toMinutes() + " min", report.batchesInFlight()));
        lines.add(note("causes that have expired", report.causesExpired()));
        if (!report.faults().isEmpty()) {
            lines.add("");
        }
        report.faults()
                .forEach(fault -> lines.add(
                        fault.kind().name().toLowerCase(Locale.ROOT) + "  " + fault.key() + "  " + fault.detail()));
        lines.add("");
        lines.add(report.booksAreRight() ? "the books are right" : "the books are not right");
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String what, long count, String fault, long faults) {
        return "%-14s %,12d   %-20s %,9d".formatted(what, count, fault, faults);
    }

    private static String note(String what, long count) {
        return "%-50s %,9d".formatted(what, count);
    }
}
