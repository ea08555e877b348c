package io.stocktide.sink.shopify;

import io.stocktide.service.shops.Secret;
import java.util.concurrent.CompletableFuture;

/** What opens a shop at Shopify. Asked before every attempt, so that a new token is used at once. */
public interface AdminTokens {
    /** Whether there is anything that could open the shop. */
    boolean has(String shop);

    /** The token to call the shop with now; the shop must be one that {@link #has}. Fails where none is to be had. */
    CompletableFuture<Secret> of(String shop);

    /**
     * Shopify refused this token.
     *
     * @return whether another may be had by asking at once
     */
    default boolean refused(String shop, Secret token) {
        return false;
    }
}
