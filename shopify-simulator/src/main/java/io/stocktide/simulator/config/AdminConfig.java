package io.stocktide.simulator.config;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The Admin API.
 *
 * @param tokens access token for a shop's domain
 * @param maximumAvailable points a shop's bucket holds
 * @param restoreRate points restored each second; Shopify's plans give 100, 200, 1000 or 2000
 * @param staleOnReplay answers CHANGE_FROM_QUANTITY_STALE when a compare-and-set that was applied is sent again and
 *     the quantity has moved, as has been seen of Shopify
 * @param keyLifetime how long an idempotency key is remembered; after that it is a new operation. Shopify: 24 h
 */
public record AdminConfig(
        UnaryOperator<String> tokens,
        double maximumAvailable,
        double restoreRate,
        boolean staleOnReplay,
        Duration keyLifetime,
        FaultTimes faultTimes) {
    public AdminConfig {
        Objects.requireNonNull(tokens, "adminToken");
        Checks.atLeast("maximumAvailable", 1, maximumAvailable);
        Checks.atLeast("restoreRate", 1, restoreRate);
        Checks.atLeast("keyLifetimeMillis", 1, keyLifetime.toMillis());
        Objects.requireNonNull(faultTimes, "faultTimes");
    }
}
