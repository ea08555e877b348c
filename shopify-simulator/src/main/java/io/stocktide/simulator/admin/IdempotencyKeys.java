package io.stocktide.simulator.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The idempotency keys of one shop; each is remembered for its lifetime. Guarded by the shop's lock. */
final class IdempotencyKeys {
    /** How many applied keys the oracle counts; the oldest beyond it are forgotten. */
    private static final int MOST_COUNTED = 200_000;

    /**
     * What a key was used for.
     *
     * @param fingerprint mutation and parameters, the order of their fields included
     * @param outcome what was answered; null when the attempt failed
     */
    record Use(String fingerprint, Instant at, AppliedGroup outcome, boolean failed) {}

    private final Duration lifetime;
    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Integer> timesApplied = new LinkedHashMap<>();
    private final Map<String, Integer> appliedAgain = new HashMap<>();

    IdempotencyKeys(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** The use of that key within its lifetime, or null. */
    Use find(String key, Instant now) {
        Iterator<Use> oldest = uses.values().iterator();
        while (oldest.hasNext() && !oldest.next().at().plus(lifetime).isAfter(now)) {
            oldest.remove();
        }
        return uses.get(key);
    }

    void remember(String key, Use use) {
        // A key that was used before and forgotten is as young as its new use.
        uses.remove(key);
        uses.put(key, use);
    }

    void begin(String key) {
        underWay.add(key);
    }

    void end(String key) {
        underWay.remove(key);
    }

    boolean isUnderWay(String key) {
        return underWay.contains(key);
    }

    /** Counts one application, for the oracle; how often the key has been applied with it. */
    int applied(String key) {
        int times = timesApplied.merge(key, 1, Integer::sum);
        if (times > 1) {
            appliedAgain.put(key, times);
        }
        if (timesApplied.size() > MOST_COUNTED) {
            timesApplied.remove(timesApplied.keySet().iterator().next());
        }
        return times;
    }

    AppliedKeys applied() {
        return new AppliedKeys(
                timesApplied.size(),
                appliedAgain.entrySet().stream()
                        .limit(100)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
