package io.stocktide.topology.overview;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.LatencyCounts;
import io.stocktide.schemas.value.Pulse;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Pulses of instances that do as they are told. */
final class Pulses {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:04.500Z");
    static final String SHOP = "abc.myshopify.com";

    private Pulses() {}

    static String key(Pulse pulse) {
        return Keys.pulse(pulse.role(), pulse.instance());
    }

    /** Of an ingest that accepted so many webhooks in five seconds. */
    static Pulse ingest(String instance, Instant at, long webhooks) {
        LatencyCounts acks = webhooks == 0 ? null : new LatencyCounts(List.of(0L, 0L, 0L, 0L, webhooks));
        return new Pulse(
                "ingest",
                instance,
                at,
                5_000,
                null,
                new Pulse.Counts(webhooks, 0, 0, 0, 0),
                acks,
                null,
                null,
                null,
                Map.of());
    }

    static Pulse topology(String instance, Instant at, Pulse.State state, Map<String, Long> mismatches) {
        return new Pulse(
                "topology",
                instance,
                at,
                5_000,
                null,
                new Pulse.Counts(0, 0, 0, 0, 0),
                null,
                null,
                null,
                state,
                mismatches);
    }
}
