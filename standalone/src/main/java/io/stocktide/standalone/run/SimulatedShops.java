package io.stocktide.standalone.run;

import io.stocktide.service.shops.ClientCredentials;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.config.SimulatorConfigBuilder;
import java.util.UUID;

/** Simulates the shops of a shops file, with the secrets that stand in it. */
public final class SimulatedShops {
    private SimulatedShops() {}

    /** A configuration of the simulator that speaks for these shops; what else it does is the caller's to say. */
    public static SimulatorConfigBuilder of(ShopDirectory shops) {
        return SimulatorConfig.builder()
                .domains(shops.all().stream().map(ShopConfig::shop).toList())
                .webhookSecret(webhookSecret(shops))
                // Ingest listens in the clear here, which Shopify would refuse.
                .loopbackWebhooks(true)
                .clientId(clientId(shops))
                .adminTokens(shop -> adminToken(shops, shop))
                .channelTokens(shop -> shops.find(shop).stream()
                        .flatMap(config -> config.apiTokens().stream())
                        .findFirst()
                        .orElseThrow(() -> missing(shop, "apiTokens"))
                        .reveal());
    }

    /** One that nobody knows where tokens are granted. */
    private static String adminToken(ShopDirectory shops, String shop) {
        return shops.find(shop)
                .filter(ShopConfig::hasAdminAccess)
                .orElseThrow(() -> missing(shop, "adminToken"))
                .adminToken()
                .map(Secret::reveal)
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String clientId(ShopDirectory shops) {
        return shops.all().stream()
                .flatMap(shop -> shop.client().stream())
                .findFirst()
                .map(ClientCredentials::clientId)
                .orElse("no client id in the shops file");
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
