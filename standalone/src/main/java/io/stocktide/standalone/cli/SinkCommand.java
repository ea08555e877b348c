package io.stocktide.standalone.cli;

import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.SinkService;
import io.stocktide.sink.SinkSettings;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.sink.reconcile.ReconcileSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide sync-sink}. */
@Command(name = "sync-sink", description = "Delivers batches to Shopify, and answers look-ups.")
final class SinkCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ShopsOptions shops;

    @Mixin
    private HttpOptions http;

    @Mixin
    private ShopifyOptions shopify;

    @Mixin
    private TracingOptions tracing;

    @Option(
            names = "--reconcile-minutes",
            defaultValue = "15",
            description = "How often what has changed at a connected shop is read again; 0 for never"
                    + " (default: ${DEFAULT-VALUE}).")
    private int reconcileMinutes;

    @Option(
            names = "--sweep-hours",
            defaultValue = "24",
            description = "How often all of a connected shop is read again (default: ${DEFAULT-VALUE}).")
    private int sweepHours;

    @Option(
            names = "--reconcile-budget-share",
            defaultValue = "0.2",
            description = "The most that this may spend of what Shopify restores of a shop's cost budget, above 0, at"
                    + " most 1 (default: ${DEFAULT-VALUE}).")
    private double reconcileBudgetShare;

    @Option(
            names = "--key-memory-seconds",
            defaultValue = "86400",
            description = "How long Shopify remembers an idempotency key; what may have been sent with an older one is"
                    + " read back and not sent again (default: ${DEFAULT-VALUE}).")
    private int keyMemorySeconds;

    @Option(
            names = "--patience-seconds",
            defaultValue = "900",
            description = "How long a batch that fails at a shop that answers is tried before it is given up; a shop"
                    + " that does not answer is waited for (default: ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    @Override
    public Integer call() throws Exception {
        SinkSettings settings = SinkSettings.defaults(kafka.clientProperties(), http.settings(8082))
                .withShopify(shopify.settings())
                .withDelivery(DeliverySettings.defaults()
                        .withKeyMemory(Duration.ofSeconds(keyMemorySeconds))
                        .withPatience(Duration.ofSeconds(patienceSeconds)));
        ReconcileSettings reconcile = new ReconcileSettings(
                Duration.ofMinutes(reconcileMinutes), Duration.ofHours(sweepHours), reconcileBudgetShare);
        try (Metrics metrics = http.metrics();
                Tracing traces = Tracing.of(tracing.settings(), "sync-sink")) {
            SinkService service = new SinkService(settings, reconcile, shops.read(), metrics, traces).start();
            return Foreground.run("sync-sink", service.port(), service);
        }
    }
}
