package io.stocktide.sink.shopify;

/** Is told what one call goes through on its way. */
public interface CallWatch {
    /** Nobody looks. */
    CallWatch NONE = new CallWatch() {
        @Override
        public void retried(ShopifyError reason) {}

        @Override
        public void throttled() {}
    };

    /** An attempt has failed, and another follows. */
    void retried(ShopifyError reason);

    /** Shopify put the call off. */
    void throttled();
}
