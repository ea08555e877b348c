package io.stocktide.schemas.rest;

import java.time.Instant;

/**
 * Which dead letters to redrive; what is null leaves none out.
 *
 * @param topic of the letters' origin
 * @param since of the time of death, inclusive
 * @param until of the time of death, exclusive
 * @param limit how many at most in one call; null for the most that is allowed
 * @param cursor of the results before; null at first
 * @param jobId of the results before, so that all calls are one job; null at first
 * @param again whether to redrive what has been redriven already; absent for not
 */
public record RedriveRequest(
        String cause,
        String topic,
        Instant since,
        Instant until,
        Integer limit,
        String cursor,
        String jobId,
        Boolean again) {
    public RedriveRequest {
        again = Boolean.TRUE.equals(again);
    }
}
