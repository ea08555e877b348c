package io.stocktide.sink.shopify;

import java.time.Duration;

/** What happens to calls, for those who count. */
public interface CallEvents {
    /** Nobody counts. */
    CallEvents UNCOUNTED = new CallEvents() {
        @Override
        public void answered(Document document, Duration elapsed) {}

        @Override
        public void retried(ShopifyError reason) {}

        @Override
        public void throttled() {}
    };

    void answered(Document document, Duration elapsed);

    void retried(ShopifyError reason);

    void throttled();

    /** What a call cost, in points, as Shopify says. */
    default void spent(String shop, double points) {}
}
