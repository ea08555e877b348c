package io.stocktide.service.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Tells as a figure what {@code /readyz} tells in words. */
public final class ReadyGauge {
    private ReadyGauge() {}

    /** @param role {@code ingest}, {@code topology} or {@code sync-sink} */
    public static void register(MeterRegistry registry, String role, Readiness readiness) {
        Gauge.builder("stocktide.ready", () -> readiness.notReadyBecause().isEmpty() ? 1 : 0)
                .description("1 where the role can do its work now, as /readyz says; else 0")
                .tag("role", role)
                .register(registry);
    }
}
