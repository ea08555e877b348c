package io.stocktide.sink.gate;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every shop's gate. Whoever calls a shop, for whatever purpose, goes through the same one. */
public final class ShopGates {
    private final GateSettings settings;
    private final InstantSource clock;
    private final CircuitBreakerConfig breaker;
    private final Map<String, ShopGate> byShop = new ConcurrentHashMap<>();

    public ShopGates(GateSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.breaker = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.failuresToOpen())
                .minimumNumberOfCalls(settings.failuresToOpen())
                // All of the last so many: failures in a row.
                .failureRateThreshold(100)
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    public ShopGate of(String shop) {
        return byShop.computeIfAbsent(shop, name -> new ShopGate(settings, CircuitBreaker.of(name, breaker), clock));
    }

    /** Those of all shops that have been called. */
    public Collection<ShopGate> all() {
        return byShop.values();
    }
}
