package io.stocktide.sink.shopify;

/** How a call ended, after all its attempts. */
public sealed interface CallResult {
    /** How many calls were made that may have had an effect, at least 1. Calls that were only put off do not count. */
    int attempts();

    /** Shopify applied the call, or refused it because of some rows: the answer's payload tells. */
    record Answered(ShopifyAnswer answer, int attempts) implements CallResult {}

    /**
     * Given up.
     *
     * @param message for people; holds no token and no body
     */
    record Failed(ShopifyError error, String message, int attempts) implements CallResult {}
}
