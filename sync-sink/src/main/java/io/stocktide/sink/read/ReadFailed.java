package io.stocktide.sink.read;

import io.stocktide.sink.shopify.ShopifyError;

/** Shopify could not be read, for all the retries. */
public final class ReadFailed extends RuntimeException {
    private final ShopifyError error;

    public ReadFailed(ShopifyError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Whether to read again later can help. */
    public boolean mayPass() {
        return switch (error.action()) {
            case WAIT, RETRY, SUSPEND -> true;
            default -> false;
        };
    }

    public ShopifyError error() {
        return error;
    }
}
