package io.stocktide.sink.shopify;

/** How a call ended, after all its attempts. */
public sealed interface CallResult {
    /** How many calls were made that may have had an effect. Calls that Shopify only put off or refused do not count. */
    int attempts();

    /** Shopify applied the call, or refused it because of some rows: the answer's payload tells. */
    record Answered(ShopifyAnswer answer, int attempts) implements CallResult {}

    /**
     * Neither answered nor given up: it has waited here as long as it may.
     *
     * @param attempts may be 0
     * @param error what it waits for
     * @param message for people; holds no token and no body
     */
    record PutOff(ShopifyError error, String message, int attempts) implements CallResult {}

    /**
     * Given up.
     *
     * <p>Its attempts are at least 1.
     *
     * @param message for people; holds no token and no body
     */
    record Failed(ShopifyError error, String message, int attempts) implements CallResult {}
}
