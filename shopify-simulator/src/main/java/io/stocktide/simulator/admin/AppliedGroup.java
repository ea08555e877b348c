package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.Level;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * An adjustment group: what one mutation changed. Quantities after the change are not in it; an answer reads them from
 * the levels as they stand when it is built, a replayed answer too.
 */
record AppliedGroup(
        long id, Instant createdAt, String reason, String referenceDocumentUri, List<QuantityPlan.Step> steps) {

    /** One quantity moved; {@code name} is {@code available} or {@code on_hand}. */
    record Change(String name, int delta, Level level) {
        int quantityNow() {
            return name.equals("available") ? level.available() : level.onHand();
        }
    }

    /** Available, and on hand, which moves with it. Told apart only here: groups are kept for a day. */
    List<Change> changes() {
        return steps.stream()
                .flatMap(step ->
                        Stream.of("available", "on_hand").map(name -> new Change(name, step.delta(), step.level())))
                .toList();
    }
}
