package io.stocktide.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.service.metrics.Latencies;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of one input by how each request ended, and the time to Kafka's ack. */
final class InputMetrics {
    private record Key(String outcome, String label) {}

    /** There from the start, so that the counter is. */
    private static final Key FIRST = new Key("accepted", "other");

    private final MeterRegistry registry;
    private final String counter;
    private final String labelName;
    private final String idName;
    private final Timer acks;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    private InputMetrics(MeterRegistry registry, String counter, String labelName, String idName, String input) {
        this.registry = registry;
        this.counter = counter;
        this.labelName = labelName;
        this.idName = idName;
        this.acks = Latencies.timer(
                        "stocktide.ack", "From the record's send to Kafka's acknowledgement", Duration.ofSeconds(5))
                .tag("input", input)
                .register(registry);
        counters.put(FIRST, register(FIRST));
    }

    /** {@code stocktide_webhooks_total{outcome,topic}} and {@code stocktide_ack_seconds{input="webhook"}}. */
    static InputMetrics webhooks(MeterRegistry registry) {
        return new InputMetrics(registry, "stocktide.webhooks", "topic", "webhookId", "webhook");
    }

    /** {@code stocktide_channel_events_total{outcome,type}} and {@code stocktide_ack_seconds{input="channel_event"}}. */
    static InputMetrics channelEvents(MeterRegistry registry) {
        return new InputMetrics(registry, "stocktide.channel.events", "type", "idempotencyKey", "channel_event");
    }

    /** {@code stocktide_reservation_commands_total{outcome,command}} and {@code stocktide_ack_seconds{input="reservation"}}. */
    static InputMetrics reservations(MeterRegistry registry) {
        return new InputMetrics(registry, "stocktide.reservation.commands", "command", "reservationId", "reservation");
    }

    /** Both must come from bounded sets: each pair is a time series for as long as the process lives. */
    void count(String outcome, String label) {
        counters.computeIfAbsent(new Key(outcome, label), this::register).increment();
    }

    Timer acks() {
        return acks;
    }

    /** What a log line calls the id of this input's records. */
    String idName() {
        return idName;
    }

    private Counter register(Key key) {
        return Counter.builder(counter)
                .description("Requests by how they ended")
                .tag("outcome", key.outcome())
                .tag(labelName, key.label())
                .register(registry);
    }
}
