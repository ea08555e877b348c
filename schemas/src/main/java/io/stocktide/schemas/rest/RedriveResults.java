package io.stocktide.schemas.rest;

import java.util.List;

/**
 * One for each dead letter, oldest first.
 *
 * @param nextCursor where to go on with the same filter; null at the end
 * @param jobId names the job that these calls are
 */
public record RedriveResults(List<RedriveResult> results, String nextCursor, String jobId) {}
