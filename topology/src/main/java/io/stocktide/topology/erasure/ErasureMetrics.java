package io.stocktide.topology.erasure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.value.Erasure;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the eraser counts. */
final class ErasureMetrics {
    private final Map<Erasure.Kind, Timer> done = new EnumMap<>(Erasure.Kind.class);
    private final Counter tombstones;
    private final Counter failures;

    ErasureMetrics(MeterRegistry registry) {
        for (Erasure.Kind kind : Erasure.Kind.values()) {
            done.put(
                    kind,
                    Timer.builder("stocktide.erasures")
                            .description("Compliance requests that are done, from the webhook's arrival")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        tombstones = registry.counter("stocktide.erasure.tombstones");
        failures = registry.counter("stocktide.erasure.failures");
    }

    void done(Erasure request) {
        Duration taken = Duration.between(request.askedAt(), Instant.now());
        done.get(request.kind()).record(taken.isNegative() ? Duration.ZERO : taken);
    }

    void tombstones(long count) {
        tombstones.increment(count);
    }

    void failed() {
        failures.increment();
    }
}
