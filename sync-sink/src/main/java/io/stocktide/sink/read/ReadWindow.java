package io.stocktide.sink.read;

import io.stocktide.sink.shopify.ShopifyAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Between which two moments something was read, by Shopify's clock. */
record ReadWindow(Instant from, Instant until) {
    /**
     * The window of one answer; empty where it has no {@code Date}. That header is cut to the second, so it lies before
     * the answer; taking off the whole call, rounded up, gives a moment surely before the reading.
     */
    static Optional<ReadWindow> of(ShopifyAnswer answer) {
        return answer.date().map(date -> new ReadWindow(date.minusSeconds(roundedUp(answer.elapsed())), date));
    }

    ReadWindow through(ReadWindow later) {
        return new ReadWindow(from, later.until());
    }

    private static long roundedUp(Duration elapsed) {
        return elapsed.plusNanos(999_999_999).toSeconds();
    }
}
