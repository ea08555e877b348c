package io.stocktide.sink.connect;

/**
 * One thing to do about webhook subscriptions.
 *
 * @param topic as webhooks spell it, {@code orders/create}
 * @param subscription the one it is about; null where one is to be made
 */
public record SubscriptionChange(Kind kind, String topic, SubscriptionState subscription) {
    /** What is done. */
    public enum Kind {
        CREATE,
        /** It goes to an address of before, or leaves something out. */
        UPDATE,
        DELETE
    }
}
