package io.stocktide.simulator.http;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What goes wrong with the next Admin API requests of a shop, in the order it was asked for. */
public final class Faults {
    /** The ways in which Shopify is known to fail. */
    public enum Kind {
        /** 503; nothing was evaluated. */
        UNAVAILABLE,
        /** 429 with {@code Retry-After: 1}; nothing was evaluated. */
        TOO_MANY_REQUESTS,
        /** Evaluated and applied, then 502: the caller cannot know. */
        LOST_ANSWER,
        /** Evaluated and applied; 200 with half of the JSON. */
        HALF_ANSWER,
        /** Evaluated and applied; the answer comes after 15 seconds. */
        LATE_ANSWER
    }

    private final Map<String, Queue<Kind>> next = new ConcurrentHashMap<>();

    /** That many of the shop's next requests fail so. */
    public void inject(String shop, Kind kind, int times) {
        Queue<Kind> queue = next.computeIfAbsent(shop, s -> new ConcurrentLinkedQueue<>());
        for (int n = 0; n < times; n++) {
            queue.add(kind);
        }
    }

    /** The fault of this request, or null. */
    Kind take(String shop) {
        Queue<Kind> queue = next.get(shop);
        return queue == null ? null : queue.poll();
    }
}
