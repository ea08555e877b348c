package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.Level;
import java.time.Instant;
import java.util.List;

/**
 * An adjustment group: what one mutation changed. Quantities after the change are not in it; an answer reads them from
 * the levels as they stand when it is built, a replayed answer too.
 */
record AppliedGroup(long id, Instant createdAt, String reason, String referenceDocumentUri, List<Change> changes) {

    /** One quantity moved; {@code name} is {@code available} or {@code on_hand}. */
    record Change(String name, int delta, Level level) {
        int quantityNow() {
            return name.equals("available") ? level.available() : level.onHand();
        }
    }
}
