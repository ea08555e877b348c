package io.stocktide.sink.gate;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;

/**
 * When a shop is left alone, and for how long.
 *
 * @param failuresToOpen how many calls in a row must fail before the breaker opens
 * @param openFor how long the breaker stays open before one call may try
 * @param firstProbe how long after a token was refused it is tried again; doubles up to {@code lastProbe}
 */
public record GateSettings(int failuresToOpen, Duration openFor, Duration firstProbe, Duration lastProbe) {
    public GateSettings {
        if (failuresToOpen < 1) {
            throw new ConfigException("the breaker must allow at least one failure");
        }
        if (openFor.toMillis() < 1 || firstProbe.toMillis() < 1 || lastProbe.compareTo(firstProbe) < 0) {
            throw new ConfigException("the breaker's and the probes' times must be a millisecond or more");
        }
    }

    /** Opens after 5 failures for 30 s; a refused token is tried again after 1, 2, 4 … 60 s. */
    public static GateSettings defaults() {
        return new GateSettings(5, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    Duration probeDelay(int probes) {
        Duration delay = firstProbe.multipliedBy(1L << Math.min(probes, 20));
        return delay.compareTo(lastProbe) > 0 ? lastProbe : delay;
    }
}
