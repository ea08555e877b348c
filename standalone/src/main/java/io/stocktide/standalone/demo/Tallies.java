package io.stocktide.standalone.demo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the services have counted so far. */
record Tallies(
        long webhooksAccepted,
        long duplicatesDropped,
        long withoutStockMeaning,
        long channelEventsAccepted,
        long movements,
        long batches,
        long batchChanges,
        long lookups,
        long deadLetters) {
    static Tallies read(MeterRegistry registry) {
        return new Tallies(
                sum(registry, "stocktide.webhooks", "outcome", "accepted"),
                sum(registry, "stocktide.webhook.verdicts", "verdict", "duplicate"),
                sum(registry, "stocktide.webhook.verdicts", "verdict", "no_stock_meaning"),
                sum(registry, "stocktide.channel.events", "outcome", "accepted"),
                sum(registry, "stocktide.ledger.rows"),
                sum(registry, "stocktide.batches"),
                sum(registry, "stocktide.batch.changes"),
                sum(registry, "stocktide.lookups.asked"),
                sum(registry, "stocktide.dead.letters"));
    }

    private static long sum(MeterRegistry registry, String name, String... tags) {
        return (long) registry.find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
