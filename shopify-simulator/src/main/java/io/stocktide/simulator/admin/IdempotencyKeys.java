package io.stocktide.simulator.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The idempotency keys of one shop; each is remembered for 24 hours. Guarded by the shop's lock. */
final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);

    /**
     * What a key was used for.
     *
     * @param fingerprint mutation and parameters, the order of their fields included
     * @param outcome what was answered; null when the attempt failed
     */
    record Use(String fingerprint, Instant at, AppliedGroup outcome, boolean failed) {}

    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** The use of that key within 24 hours, or null. */
    Use find(String key, Instant now) {
        Iterator<Use> oldest = uses.values().iterator();
        while (oldest.hasNext() && !oldest.next().at().plus(KEPT).isAfter(now)) {
            oldest.remove();
        }
        return uses.get(key);
    }

    void remember(String key, Use use) {
        uses.put(key, use);
    }
}
