package io.stocktide.sink.shopify;

import java.time.Duration;

/**
 * How long a call is worth waiting for.
 *
 * @param hold how long it may wait here in all; then it is put off
 * @param untilGivingUp how long it may fail before it is given up, if the shop answers others; a shop that answers
 *     nothing is waited for. No longer than its retries take where this is zero
 * @param waitsForShop whether it waits for a shop that has been shut for longer than {@code hold}; else it is given up
 * @param waitsForToken whether it waits for a token that Shopify refuses to work again; else it is given up
 */
public record Patience(Duration hold, Duration untilGivingUp, boolean waitsForShop, boolean waitsForToken) {
    /** Waits up to a minute, and is given up after its retries. */
    public static final Patience ASKS_AGAIN = new Patience(Duration.ofSeconds(60), Duration.ZERO, false, true);

    /** Somebody waits at a terminal: a throttle is worth minutes, a refused token is told at once. */
    public static final Patience AT_A_COMMAND = new Patience(Duration.ofMinutes(5), Duration.ZERO, false, false);

    public Patience(Duration hold, Duration untilGivingUp, boolean waitsForShop) {
        this(hold, untilGivingUp, waitsForShop, true);
    }
}
