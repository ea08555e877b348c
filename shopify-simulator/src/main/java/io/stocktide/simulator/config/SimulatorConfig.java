package io.stocktide.simulator.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One simulated run. Two runs with the same configuration place the same orders in the same sequence; only times, and
 * what depends on the answers of others, differ.
 *
 * @param seed source of every random choice
 * @param host address to listen at; whoever reaches it can change the simulated world
 * @param port 0 takes a free one
 * @param clock Shopify's clock
 */
public record SimulatorConfig(
        long seed,
        String host,
        int port,
        Clock clock,
        ShopsConfig shops,
        TrafficConfig traffic,
        WebhookConfig webhooks,
        ChannelConfig channel,
        AdminConfig admin,
        AppConfig app) {
    public SimulatorConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(shops, "shops");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(webhooks, "webhooks");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(admin, "admin");
        Objects.requireNonNull(app, "app");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, was " + port);
        }
    }

    /** Starts from the defaults; what a setting means stands at the record that holds it. */
    public static SimulatorConfigBuilder builder() {
        return new SimulatorConfigBuilder();
    }

    /** The X-Shopify-Access-Token that the shop's Admin API accepts. */
    public String adminToken(String shop) {
        return admin.tokens().apply(shop);
    }

    /** The bearer token the marketplace presents for a shop. */
    public String channelToken(String shop) {
        return channel.tokens().apply(shop);
    }

    static String derivedToken(String prefix, long seed, String shop) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((prefix + seed + "/" + shop).getBytes(StandardCharsets.UTF_8));
            return prefix + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
