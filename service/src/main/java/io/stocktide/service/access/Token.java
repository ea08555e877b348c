package io.stocktide.service.access;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** A token that is known here, and how much it still may ask. */
final class Token {
    private final TokenEntry entry;
    private final TokenDigest digest;
    private final RateLimiter limiter;

    /** @param requestsPerSecond where the entry says nothing else */
    Token(TokenEntry entry, int requestsPerSecond) {
        this.entry = entry;
        this.digest = TokenDigest.ofHex(entry.sha256());
        this.limiter = RateLimiter.of(
                entry.name(),
                RateLimiterConfig.custom()
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .limitForPeriod(
                                entry.requestsPerSecond() == null ? requestsPerSecond : entry.requestsPerSecond())
                        // A caller that waits holds a thread; it is told to come again instead.
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    TokenEntry entry() {
        return entry;
    }

    TokenDigest digest() {
        return digest;
    }

    /** Whether one request more is within its rate; does not wait. */
    boolean mayAsk() {
        return limiter.acquirePermission();
    }
}
