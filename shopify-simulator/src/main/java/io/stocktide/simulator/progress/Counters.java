package io.stocktide.simulator.progress;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts kept by every part of the simulator. Safe from any thread, and exact: a sum read while cells move could say
 * that nothing is pending when something is.
 */
public final class Counters {
    /** What is counted; what is pending counts up and down. */
    public enum Count {
        ORDERS,
        CANCELS,
        REFUNDS,
        EDITS,
        FULFILMENTS,
        MANUAL_EDITS,
        CHANNEL_EVENTS,
        CHANNEL_PENDING,
        WEBHOOKS_TRIGGERED,
        WEBHOOKS_DELIVERED,
        WEBHOOK_ATTEMPTS,
        WEBHOOKS_PENDING,
        WEBHOOKS_LOST,
        DUPLICATES_SENT,
        MUTATION_CALLS,
        MUTATIONS_APPLIED,
        MUTATIONS_REPLAYED,
        KEYS_APPLIED_AGAIN,
        THROTTLED,
        REJECTED
    }

    private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);

    public Counters() {
        for (Count count : Count.values()) {
            counts.put(count, new AtomicLong());
        }
    }

    public void up(Count count) {
        counts.get(count).incrementAndGet();
    }

    public void down(Count count) {
        counts.get(count).decrementAndGet();
    }

    public long of(Count count) {
        return counts.get(count).get();
    }
}
