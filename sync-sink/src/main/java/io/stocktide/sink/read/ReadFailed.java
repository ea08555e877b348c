package io.stocktide.sink.read;

import io.stocktide.sink.shopify.ShopifyError;

/** Shopify could not be read, for all the retries. */
public final class ReadFailed extends RuntimeException {
    private final ShopifyError error;

    public ReadFailed(ShopifyError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public ShopifyError error() {
        return error;
    }
}
