package io.stocktide.standalone.cli;

import io.stocktide.service.metrics.Metrics;
import io.stocktide.sink.SinkService;
import io.stocktide.sink.SinkSettings;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.sink.shopify.ShopifySettings;
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

    @Option(
            names = "--shopify-url",
            defaultValue = "https://{shop}",
            description = "Where Shopify is; '{shop}' stands for the shop's domain (default: ${DEFAULT-VALUE}).")
    private String shopifyUrl;

    @Option(
            names = "--api-version",
            defaultValue = "2026-10",
            description = "Version of the Admin API (default: ${DEFAULT-VALUE}).")
    private String apiVersion;

    @Option(
            names = "--call-timeout-millis",
            defaultValue = "10000",
            description = "How long a call may take in all (default: ${DEFAULT-VALUE}).")
    private int callTimeoutMillis;

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
        ShopifySettings defaults = ShopifySettings.defaults();
        ShopifySettings shopify = new ShopifySettings(
                shopifyUrl,
                apiVersion,
                defaults.connectTimeout(),
                Duration.ofMillis(callTimeoutMillis),
                defaults.maxAnswerBytes());
        SinkSettings settings = SinkSettings.defaults(kafka.clientProperties(), http.settings(8082))
                .withShopify(shopify)
                .withDelivery(DeliverySettings.defaults()
                        .withKeyMemory(Duration.ofSeconds(keyMemorySeconds))
                        .withPatience(Duration.ofSeconds(patienceSeconds)));
        try (Metrics metrics = new Metrics()) {
            SinkService service = new SinkService(settings, shops.read(), metrics).start();
            return Foreground.run("sync-sink", service.port(), service);
        }
    }
}
