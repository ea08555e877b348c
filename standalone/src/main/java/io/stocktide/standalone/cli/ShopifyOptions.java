package io.stocktide.standalone.cli;

import io.stocktide.sink.shopify.ShopifySettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where Shopify is. */
final class ShopifyOptions {
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

    ShopifySettings settings() {
        ShopifySettings defaults = ShopifySettings.defaults();
        return new ShopifySettings(
                shopifyUrl,
                apiVersion,
                defaults.connectTimeout(),
                Duration.ofMillis(callTimeoutMillis),
                defaults.maxAnswerBytes());
    }
}
