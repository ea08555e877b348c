package io.stocktide.topology.routing;

/** A copy of the state that is not here, or may not answer: another may. Its message is for callers to see. */
public final class NotHereException extends RuntimeException {
    public NotHereException(String reason) {
        // The next copy is asked: a stack trace for each would be most of what a rebalance costs.
        super(reason, null, false, false);
    }
}
