package io.stocktide.schemas.value;

import java.time.Instant;

/**
 * One try to set a dead letter right.
 *
 * @param deadLetterId the letter's partition and offset on {@code dead-letters}, joined by a hyphen
 * @param attempt how often the letter's record has been tried with this time
 * @param by the name of the token that asked for it; null where the command did
 * @param toTopic where the record was written to, with partition and offset; null where none was
 */
public record Redrive(
        String deadLetterId,
        int attempt,
        Instant at,
        Outcome outcome,
        String message,
        String by,
        String toTopic,
        Integer toPartition,
        Long toOffset) {
    /** What came of it. */
    public enum Outcome {
        /** It was written again; whether it fares better, stock, deliveries or another dead letter will tell. */
        REDRIVEN,
        /** Nothing was done, since nothing but a look was asked for. */
        REDRIVABLE,
        ALREADY_REDRIVEN,
        /** Its record is no longer there. */
        GONE,
        /** It cannot be set right by sending it again. */
        NOT_REDRIVABLE,
        /** Kafka did not take it in time; to try again does no harm. */
        FAILED
    }
}
