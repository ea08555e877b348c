package io.stocktide.service.shops;

import io.stocktide.schemas.topic.Keys;
import java.util.List;
import java.util.Optional;

/**
 * One shop.
 *
 * @param shop its permanent domain, lower case
 * @param webhookSecrets what Shopify may sign its webhooks with; more than one during a rotation
 * @param apiTokens what opens this shop, and this shop alone, over REST
 * @param adminToken what opens the shop at Shopify; empty where nothing is delivered to it
 */
public record ShopConfig(
        String shop, List<Secret> webhookSecrets, List<Secret> apiTokens, Optional<Secret> adminToken) {
    public ShopConfig {
        if (!Keys.SHOP.matcher(shop).matches()) {
            throw new ConfigException("not a shop's domain: '" + shop + "' (expected like example.myshopify.com)");
        }
        webhookSecrets = List.copyOf(webhookSecrets);
        apiTokens = List.copyOf(apiTokens);
    }
}
