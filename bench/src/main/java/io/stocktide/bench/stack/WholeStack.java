package io.stocktide.bench.stack;

import java.net.URI;
import java.nio.file.Path;

/** All that takes orders and sales in, counts them and forms mutations; it runs already. */
interface WholeStack {
    /** Starts one; what was started is among the processes, also where this throws. */
    @FunctionalInterface
    interface Starter {
        /** @param timeline hears of what becomes of each call; null where nobody wants to know */
        WholeStack start(Path home, Path dir, Processes processes, Timeline timeline) throws Exception;
    }

    /** Where orders go. */
    URI webhooks();

    /** Where a shop's sales go. */
    URI sales(String shop);

    /** The bearer token of sales. */
    String token();

    /** Whether all of it has been counted, and each sale is in a mutation. */
    boolean isThrough(Account account) throws Exception;

    /** Throws {@link IllegalStateException} where its stock is not what the account says. */
    void check(Account account) throws Exception;

    /** Tells the timeline what can only be told once all has been seen. */
    void settle(Timeline timeline);
}
