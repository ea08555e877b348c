package io.stocktide.schemas.rest;

/**
 * What of a shop is to be read again.
 *
 * @param full everything; absent for not
 * @param hours otherwise what has changed in the last hours; null for a day
 */
public record ReconcileRequest(Boolean full, Integer hours) {
    private static final int DAY = 24;

    public ReconcileRequest {
        full = Boolean.TRUE.equals(full);
        hours = hours == null ? DAY : hours;
    }
}
