package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.sink.ShopOffice;
import io.stocktide.standalone.run.LocalStack;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command about shops wants to know. */
final class OfficeOptions {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ShopsOptions shops;

    @Mixin
    private ShopifyOptions shopify;

    @Option(
            names = "--application-id",
            defaultValue = LocalStack.APPLICATION_ID,
            description = "The topology's, to see how far it is (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    ShopDirectory shops() {
        return shops.read();
    }

    ShopOffice open(ShopDirectory directory) {
        return new ShopOffice(kafka.clientProperties(), directory, shopify.settings());
    }

    ShopOffice open() {
        return open(shops());
    }

    String applicationId() {
        return applicationId;
    }

    /** The shop that was named. */
    static String named(String shop) {
        if (shop == null || shop.isBlank()) {
            throw new ConfigException("which shop? Name its domain, such as example.myshopify.com (see --help)");
        }
        return shop;
    }
}
