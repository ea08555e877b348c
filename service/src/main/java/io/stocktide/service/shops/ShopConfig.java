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
 * @param adminToken what opens the shop at Shopify; empty where it is granted, or nothing is delivered to it
 * @param client what such a token is granted for, where none is given
 */
public record ShopConfig(
        String shop,
        List<Secret> webhookSecrets,
        List<Secret> apiTokens,
        Optional<Secret> adminToken,
        Optional<ClientCredentials> client) {
    public ShopConfig {
        if (!Keys.SHOP.matcher(shop).matches()) {
            throw new ConfigException("not a shop's domain: '" + shop + "' (expected like example.myshopify.com)");
        }
        webhookSecrets = List.copyOf(webhookSecrets);
        apiTokens = List.copyOf(apiTokens);
    }

    /** Without credentials for a grant. */
    public ShopConfig(String shop, List<Secret> webhookSecrets, List<Secret> apiTokens, Optional<Secret> adminToken) {
        this(shop, webhookSecrets, apiTokens, adminToken, Optional.empty());
    }

    /** Whether there is anything that opens the shop at Shopify. */
    public boolean hasAdminAccess() {
        return adminToken.isPresent() || client.isPresent();
    }
}
