package io.stocktide.sink.shopify;

/** Shopify granted no token for the app's credentials. */
final class TokenRefused extends RuntimeException {
    private final int status;

    TokenRefused(int status) {
        super(
                "HTTP " + status
                        + " to the client-credentials grant: do clientId and clientSecret belong to an app that"
                        + " is installed there?",
                null,
                false,
                false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
