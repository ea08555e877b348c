package io.stocktide.sink.async;

/** The work was left where it stood, since the service stops or the partition has moved on. It says nothing of Shopify. */
public final class WorkStopped extends RuntimeException {
    public WorkStopped() {
        super("stopped before it was finished", null, false, false);
    }
}
