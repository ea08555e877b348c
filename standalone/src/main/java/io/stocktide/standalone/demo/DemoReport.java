package io.stocktide.standalone.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stocktide.simulator.http.Faults;
import io.stocktide.simulator.progress.Progress;
import io.stocktide.standalone.check.Difference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a demo found.
 *
 * @param faults how often each kind struck
 * @param redrives of batches that were given up, by outcome
 * @param levels compared with Shopify's
 * @param differences where our stock is not Shopify's
 * @param unexpected levels of Shopify's that are not the sum of what happened
 * @param pending levels of which Shopify has not been told all
 */
record DemoReport(
        long seed,
        double seconds,
        Progress shopify,
        Tallies stocktide,
        Latency webhookToStock,
        Latency eventToMutation,
        Map<Faults.Kind, Long> faults,
        Map<String, Integer> redrives,
        int levels,
        List<Difference> differences,
        int unexpected,
        int pending) {
    @JsonProperty
    boolean agrees() {
        return levels > 0
                && differences.isEmpty()
                && unexpected == 0
                && pending == 0
                && shopify.keysAppliedAgain() == 0
                && shopify.webhooksLost() == 0
                && stocktide.deadLetters() == 0;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "webhooks accepted",
                "%,d (%,d of them sent again)".formatted(stocktide.webhooksAccepted(), shopify.duplicatesSent()));
        line(text, "duplicates dropped", "%,d".formatted(stocktide.duplicatesDropped()));
        line(text, "without stock meaning", "%,d".formatted(stocktide.withoutStockMeaning()));
        line(
                text,
                "orders",
                "%,d (%,d cancelled, %,d refunds, %,d edits)"
                        .formatted(shopify.orders(), shopify.cancels(), shopify.refunds(), shopify.edits()));
        line(
                text,
                "channel events",
                "%,d (%,d accepted, repeats included)"
                        .formatted(shopify.channelSales(), stocktide.channelEventsAccepted()));
        line(text, "manual edits in Shopify", "%,d".formatted(shopify.manualEdits()));
        line(text, "movements in the ledger", "%,d".formatted(stocktide.movements()));
        line(text, "batches", "%,d (%,d changes)".formatted(stocktide.batches(), stocktide.batchChanges()));
        line(
                text,
                "mutations at Shopify",
                "%,d applied, %,d repeated, %,d throttled"
                        .formatted(shopify.mutationsApplied(), shopify.mutationsReplayed(), shopify.throttled()));
        line(text, "look-ups", "%,d".formatted(stocktide.lookups()));
        line(text, "dead letters", "%,d".formatted(stocktide.deadLetters()));
        if (!faults.isEmpty()) {
            line(text, "faults of Shopify", counts(faults));
            line(text, "batches redriven at the end", redrives.isEmpty() ? "none was given up" : counts(redrives));
        }
        line(text, "keys applied twice", "%,d".formatted(shopify.keysAppliedAgain()));
        line(text, "webhook to stock", latency(webhookToStock));
        line(text, "event to mutation answered", latency(eventToMutation));
        line(text, "our stock vs Shopify's", "%,d levels, %,d differ".formatted(levels, differences.size()));
        line(text, "Shopify's vs what happened", "%,d levels, %,d differ".formatted(levels, unexpected));
        differences.stream().limit(20).forEach(difference -> line(text, "  differs", difference.toString()));
        line(text, agrees() ? "AGREES" : "DISAGREES", "seed %d, %.1f s".formatted(seed, seconds));
        return text.toString();
    }

    private static String counts(Map<?, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String latency(Latency latency) {
        return "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms"
                .formatted(latency.p50Millis(), latency.p95Millis(), latency.p99Millis(), latency.maxMillis());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-28s %s%n".formatted(name, value));
    }
}
