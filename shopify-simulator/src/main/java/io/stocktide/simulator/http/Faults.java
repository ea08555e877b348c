package io.stocktide.simulator.http;

import io.stocktide.simulator.config.FaultTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What goes wrong with the Admin API requests of a shop: first what was asked for, in that order, then by chance. */
public final class Faults {
    private static final int MOST_QUEUED = 10_000;

    /** The ways in which Shopify is known to fail. */
    public enum Kind {
        /** 503; nothing was evaluated. */
        UNAVAILABLE(false),
        /** 429 with {@code Retry-After: 1}; nothing was evaluated. */
        TOO_MANY_REQUESTS(false),
        /** The bucket has just been emptied by someone else: 200 with {@code THROTTLED}; nothing was evaluated. */
        THROTTLED(false),
        /** Evaluated and applied, then 502: the caller cannot know. */
        LOST_ANSWER(false),
        /** Evaluated and applied; 200 with half of the JSON. */
        HALF_ANSWER(false),
        /** The connection is reset; nothing was evaluated. */
        RESET_BEFORE(false),
        /** Evaluated and applied, then the connection is reset. */
        RESET_AFTER(false),
        /** Someone else changes a level just before: a compare-and-set of it is {@code CHANGE_FROM_QUANTITY_STALE}. */
        STALE(false),
        /** Evaluated after some seconds, and answered. */
        SLOW(false),
        /** Evaluated and applied; the answer comes later than a client waits. */
        LATE_ANSWER(true),
        /**
         * Held longer than a client waits, then evaluated and applied; meanwhile the same key is {@code
         * IDEMPOTENCY_CONCURRENT_REQUEST}.
         */
        KEY_UNDER_WAY(true),
        /** Nothing is evaluated and nothing answered, until a 503 that nobody waits for any more. */
        HANG(true),
        /** 401, to this and what comes after, for a while. */
        TOKEN_REVOKED(true);

        private final boolean isLong;

        Kind(boolean isLong) {
            this.isLong = isLong;
        }

        /** Whether it costs a client all of its patience. */
        boolean isLong() {
            return isLong;
        }

        /** By its name in any case; {@link IllegalArgumentException} lists those there are. */
        public static Kind of(String name) {
            try {
                return valueOf(name.trim().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "no fault is called '" + name.trim() + "': a fault is one of " + List.of(values()), e);
            }
        }
    }

    private final Clock clock;
    private final FaultTimes times;
    private final Map<String, Queue<Kind>> next = new ConcurrentHashMap<>();
    private final Map<String, Instant> revokedUntil = new ConcurrentHashMap<>();
    private final Map<String, Duration> latencies = new ConcurrentHashMap<>();
    private final Map<String, SplittableRandom> chances = new ConcurrentHashMap<>();
    private final Map<Kind, Long> struck = new ConcurrentHashMap<>();
    private volatile FaultPlan plan = FaultPlan.NONE;

    public Faults(Clock clock, FaultTimes times) {
        this.clock = clock;
        this.times = times;
    }

    /** That many of the shop's next requests fail so; at most 10,000 wait. */
    public void inject(String shop, Kind kind, int count) {
        if (count < 1 || count > MOST_QUEUED) {
            throw new IllegalArgumentException("times must be between 1 and " + MOST_QUEUED + ", was " + count);
        }
        Queue<Kind> queue = next.computeIfAbsent(shop, s -> new ArrayBlockingQueue<>(MOST_QUEUED));
        for (int n = 0; n < count; n++) {
            if (!queue.offer(kind)) {
                throw new IllegalArgumentException("no more than " + MOST_QUEUED + " faults of a shop can wait");
            }
        }
    }

    /** From now on these shares of the requests fail; the plan before ends. */
    public void plan(FaultPlan other) {
        chances.clear();
        plan = other;
    }

    /** The shop's token opens nothing until {@link #restore}. */
    public void revoke(String shop) {
        revokedUntil.put(shop, Instant.MAX);
    }

    public void restore(String shop) {
        revokedUntil.remove(shop);
    }

    /** Every answer of the shop takes that much longer; zero for no longer. */
    public void slow(String shop, Duration latency) {
        if (latency.isNegative() || latency.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("a latency must be between 0 and 600 s");
        }
        latencies.put(shop, latency);
    }

    /** Ends all that goes wrong, what waits included. Requests that hang already hang on. */
    public void clear() {
        plan(FaultPlan.NONE);
        next.clear();
        revokedUntil.clear();
        latencies.clear();
    }

    /** How often each kind has struck, by chance or because it was asked for. */
    public Map<Kind, Long> struck() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        counts.putAll(struck);
        return counts;
    }

    /** The fault of this request, or null. */
    Kind take(String shop) {
        Queue<Kind> queue = next.get(shop);
        Kind kind = queue == null ? null : queue.poll();
        if (kind == null) {
            kind = byChance(shop);
        }
        if (kind == Kind.TOKEN_REVOKED) {
            revokedUntil.put(shop, clock.instant().plus(times.revoked()));
        }
        if (kind != null) {
            struck.merge(kind, 1L, Long::sum);
        }
        return kind;
    }

    private Kind byChance(String shop) {
        FaultPlan now = plan;
        if (!now.strikes(shop)) {
            return null;
        }
        SplittableRandom chance =
                chances.computeIfAbsent(shop, s -> new SplittableRandom(now.seed() * 31 + shop.hashCode()));
        synchronized (chance) {
            return now.at(chance.nextDouble());
        }
    }

    boolean isRevoked(String shop) {
        Instant until = revokedUntil.get(shop);
        return until != null && clock.instant().isBefore(until);
    }

    Duration latency(String shop) {
        return latencies.getOrDefault(shop, Duration.ZERO);
    }

    /** All of it, for people. */
    Map<String, Object> report() {
        Map<String, Object> report = new TreeMap<>();
        report.put("plan", plan);
        report.put("struck", struck());
        report.put(
                "waiting",
                next.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().size())));
        report.put(
                "revoked",
                revokedUntil.keySet().stream().filter(this::isRevoked).toList());
        report.put(
                "latencyMillis",
                latencies.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().toMillis())));
        return report;
    }
}
