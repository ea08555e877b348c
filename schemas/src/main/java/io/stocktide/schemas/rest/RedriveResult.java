package io.stocktide.schemas.rest;

import io.stocktide.schemas.value.Redrive;

/**
 * What came of one dead letter's redrive.
 *
 * @param message why not, for people; null where it was redriven
 * @param toTopic where the record was written to, with partition and offset; null where none was
 */
public record RedriveResult(
        String id, Redrive.Outcome outcome, String message, String toTopic, Integer toPartition, Long toOffset) {}
