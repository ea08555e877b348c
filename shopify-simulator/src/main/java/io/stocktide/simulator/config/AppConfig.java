package io.stocktide.simulator.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The app that calls the Admin API.
 *
 * @param scopes the access scopes that a shop has granted it, by domain
 * @param clientId what it presents, with its client secret, for a client-credentials grant
 * @param tokenLifetime how long a granted token opens the shop; Shopify's is 86,399 s
 * @param connected whether the app's configuration subscribes every webhook, and the catalog is announced at the start;
 *     otherwise none is sent until one is subscribed by API
 * @param loopbackWebhooks accepts {@code http://} addresses on loopback for webhooks, which Shopify never does
 */
public record AppConfig(
        Function<String, List<String>> scopes,
        String clientId,
        Duration tokenLifetime,
        boolean connected,
        boolean loopbackWebhooks) {
    /** Everything that syncing stock asks for. */
    static final List<String> ALL_SCOPES =
            List.of("read_inventory", "write_inventory", "read_locations", "read_orders", "read_products");

    public AppConfig {
        Objects.requireNonNull(scopes, "scopes");
        Checks.present("clientId", clientId);
        Checks.atLeast("tokenLifetimeSeconds", 1, tokenLifetime.toSeconds());
    }
}
