package io.stocktide.simulator.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Supplier;

/** One webhook: triggered now, its body built when it is first sent and kept for every retry and duplicate. */
final class Webhook {
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    private final String shop;
    private final String topic;
    private final Action action;
    private final Fate fate;
    private final Route route;
    private final Supplier<byte[]> renderer;
    private byte[] body;

    /**
     * What the seed decided about this webhook.
     *
     * @param triggeredAt the action's time, with the nanoseconds a JVM clock may lack
     * @param duplicated delivered a second time after it has been answered 2xx
     * @param delayMillis how long the first attempt is held back
     * @param duplicateDelayMillis how long after success the second delivery leaves
     */
    record Fate(UUID id, Instant triggeredAt, boolean duplicated, long delayMillis, long duplicateDelayMillis) {}

    Webhook(String shop, String topic, Action action, Fate fate, Route route, Supplier<byte[]> renderer) {
        this.shop = shop;
        this.topic = topic;
        this.action = action;
        this.fate = fate;
        this.route = route;
        this.renderer = renderer;
    }

    String shop() {
        return shop;
    }

    String topic() {
        return topic;
    }

    UUID eventId() {
        return action.eventId();
    }

    String triggeredAt() {
        return NANOSECONDS.format(fate.triggeredAt());
    }

    Route route() {
        return route;
    }

    Fate fate() {
        return fate;
    }

    /** The bytes; the first call builds them from the book as it stands at that moment. */
    synchronized byte[] body() {
        if (body == null) {
            body = renderer.get();
        }
        return body;
    }
}
