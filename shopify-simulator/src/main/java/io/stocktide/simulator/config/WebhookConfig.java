package io.stocktide.simulator.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How webhooks leave.
 *
 * @param url where every topic of every shop is posted
 * @param secret the app's client secret, which signs every body
 * @param apiVersion the version the Admin API serves and the bodies claim, {@code 2026-10}
 * @param duplicateShare share of webhooks delivered a second time: same id, same body
 * @param reorderShare share of webhooks held back before their first attempt
 * @param maxReorderDelayMillis longest such delay
 * @param retryDelays pauses before each retry; Shopify makes eight over four hours, scaled down here
 * @param timeout longest wait for an answer; Shopify's is five seconds
 * @param maxInFlight deliveries on the wire at once
 * @param maxBacklog webhooks waiting before traffic pauses; each may hold a body of 10 KB
 */
public record WebhookConfig(
        URI url,
        String secret,
        String apiVersion,
        double duplicateShare,
        double reorderShare,
        long maxReorderDelayMillis,
        List<Duration> retryDelays,
        Duration timeout,
        int maxInFlight,
        int maxBacklog) {
    public WebhookConfig {
        Objects.requireNonNull(url, "webhookUrl");
        retryDelays = List.copyOf(retryDelays);
        Checks.present("webhookSecret", secret);
        Checks.present("apiVersion", apiVersion);
        Checks.share("duplicateShare", duplicateShare);
        Checks.share("reorderShare", reorderShare);
        Checks.atLeast("maxReorderDelayMillis", 0, maxReorderDelayMillis);
        Checks.atLeast("webhookTimeoutMillis", 1, timeout.toMillis());
        Checks.atLeast("maxInFlight", 1, maxInFlight);
        Checks.atLeast("maxBacklog", 1, maxBacklog);
    }
}
