package io.stocktide.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.RedriveResult;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Redrive;
import java.util.Locale;

/** Dead letters and their redrives as text, a line each. */
final class LetterLines {
    private static final String FORMAT = "%-14s  %-20s  %-30s  %-26s  %-28s  %8s  %s";

    private LetterLines() {}

    static String header() {
        return FORMAT.formatted("ID", "DIED AT", "SHOP", "CAUSE", "ORIGIN", "ATTEMPTS", "LAST REDRIVE");
    }

    static String of(ListedDeadLetter listed) {
        DeadLetter letter = listed.letter();
        DeadLetter.Origin origin = letter.origin();
        String last = listed.redrives().isEmpty()
                ? "-"
                : label(listed.redrives().get(listed.redrives().size() - 1).outcome());
        return FORMAT.formatted(
                listed.id(),
                letter.diedAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                letter.shop() == null ? "-" : letter.shop(),
                letter.cause(),
                origin.topic() + " " + origin.partition() + "@" + origin.offset(),
                letter.attempts(),
                last);
    }

    static String of(RedriveResult result) {
        String where = result.toTopic() == null
                ? ""
                : "  " + result.toTopic() + " " + result.toPartition() + "@" + result.toOffset();
        String why = result.message() == null ? "" : "  " + result.message();
        return "%-14s  %s%s%s".formatted(result.id(), label(result.outcome()), where, why);
    }

    static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the contract always has JSON", e);
        }
    }

    static String pretty(Object value) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the contract always has JSON", e);
        }
    }

    static String label(Redrive.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
