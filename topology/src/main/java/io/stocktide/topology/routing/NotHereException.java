package io.stocktide.topology.routing;

/** A copy of the state that is not here, or may not answer: another may. Its message is for callers to see. */
public final class NotHereException extends RuntimeException {
    private final boolean soonOver;

    /** Of what changes within moments, such as a task that moves. */
    public NotHereException(String reason) {
        this(reason, true);
    }

    /**
     * @param soonOver whether it is worth looking again within moments
     */
    public NotHereException(String reason, boolean soonOver) {
        // The next copy is asked: a stack trace for each would be most of what a rebalance costs.
        super(reason, null, false, false);
        this.soonOver = soonOver;
    }

    public boolean isSoonOver() {
        return soonOver;
    }
}
