package io.stocktide.schemas.value;

import java.time.Instant;

/**
 * What could not be processed. It points at the record and does not repeat it, since a body may be personal.
 *
 * @param cause a short code, such as {@code malformed_json}
 * @param message for people; holds nothing of the body
 * @param detail what was refused, where that is our own and not personal: a row of a batch, a line of a channel event
 */
public record DeadLetter(
        String shop, String cause, String message, Origin origin, int attempts, String detail, Instant diedAt) {
    /** Where the record lies. */
    public record Origin(String topic, int partition, long offset, String key) {}
}
