package io.stocktide.standalone.run;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.config.SimulatorConfigBuilder;

/** Simulates the shops of a shops file, with the secrets that stand in it. */
public final class SimulatedShops {
    private SimulatedShops() {}

    /** A configuration of the simulator that speaks for these shops; what else it does is the caller's to say. */
    public static SimulatorConfigBuilder of(ShopDirectory shops) {
        return SimulatorConfig.builder()
                .domains(shops.all().stream().map(ShopConfig::shop).toList())
                .webhookSecret(webhookSecret(shops))
                .adminTokens(shop -> shops.find(shop)
                        .flatMap(ShopConfig::adminToken)
                        .orElseThrow(() -> missing(shop, "adminToken"))
                        .reveal())
                .channelTokens(shop -> shops.find(shop).stream()
                        .flatMap(config -> config.apiTokens().stream())
                        .findFirst()
                        .orElseThrow(() -> missing(shop, "apiTokens"))
                        .reveal());
    }

    private static String webhookSecret(ShopDirectory shops) {
        return shops.all().stream()
                .flatMap(shop -> shop.webhookSecrets().stream())
                .findFirst()
                .map(Secret::reveal)
                .orElseThrow(() -> new ConfigException("the shops file has no webhookSecrets"));
    }

    private static ConfigException missing(String shop, String what) {
        return new ConfigException("the shops file gives no " + what + " for " + shop);
    }
}
