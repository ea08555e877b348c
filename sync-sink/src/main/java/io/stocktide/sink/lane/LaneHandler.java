package io.stocktide.sink.lane;

import java.util.concurrent.CompletableFuture;

/** What is done with a shop's records. */
@FunctionalInterface
public interface LaneHandler {
    /**
     * Completes once everything that follows from the records is durable; only then may their offsets be committed. A
     * failure means that they are handed over again, after a moment, so it must be safe to repeat.
     */
    CompletableFuture<?> handle(LaneWork work);
}
