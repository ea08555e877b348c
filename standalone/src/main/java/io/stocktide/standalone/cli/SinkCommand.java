package io.stocktide.standalone.cli;

import io.stocktide.service.metrics.Metrics;
import io.stocktide.sink.SinkService;
import io.stocktide.sink.SinkSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Override
    public Integer call() throws Exception {
        SinkSettings settings = SinkSettings.defaults(kafka.clientProperties(), http.settings(8082))
                .withShopify(shopify.settings());
        try (Metrics metrics = new Metrics()) {
            SinkService service = new SinkService(settings, shops.read(), metrics).start();
            return Foreground.run("sync-sink", service.port(), service);
        }
    }
}
