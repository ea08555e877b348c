package io.stocktide.simulator.webhook;

/** One journey of a webhook to 2xx or to the last retry: its first, or the duplicate's. */
final class Delivery {
    private final Webhook webhook;
    private final boolean duplicate;
    private int failures;

    Delivery(Webhook webhook, boolean duplicate) {
        this.webhook = webhook;
        this.duplicate = duplicate;
    }

    Webhook webhook() {
        return webhook;
    }

    boolean duplicate() {
        return duplicate;
    }

    /** Counts a failed attempt; the number of failures so far, this one included. */
    int fail() {
        return ++failures;
    }
}
