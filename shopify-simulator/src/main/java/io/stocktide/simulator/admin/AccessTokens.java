package io.stocktide.simulator.admin;

import io.stocktide.simulator.config.SimulatorConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What opens the Admin API of each shop: the token of the configuration, and those granted since until they expire. */
final class AccessTokens {
    private record Granted(String shop, Instant expiresAt) {}

    private final SimulatorConfig config;
    private final Clock clock;
    private final Map<String, Granted> granted = new LinkedHashMap<>();

    AccessTokens(SimulatorConfig config) {
        this.config = config;
        this.clock = config.clock();
    }

    synchronized boolean accepts(String shop, String token) {
        dropExpired();
        Granted found = granted.get(token);
        return config.adminToken(shop).equals(token)
                || (found != null && found.shop().equals(shop));
    }

    /** A new token by the client-credentials grant; empty where id or secret are not the app's. */
    synchronized Optional<String> grant(String shop, String clientId, String clientSecret) {
        if (!config.app().clientId().equals(clientId)
                || !config.webhooks().secret().equals(clientSecret)) {
            return Optional.empty();
        }
        String token = "shpca_" + UUID.randomUUID().toString().replace("-", "");
        granted.put(token, new Granted(shop, clock.instant().plus(config.app().tokenLifetime())));
        return Optional.of(token);
    }

    /** All live equally long, so the oldest expire first. */
    private void dropExpired() {
        Iterator<Granted> oldest = granted.values().iterator();
        while (oldest.hasNext() && !oldest.next().expiresAt().isAfter(clock.instant())) {
            oldest.remove();
        }
    }
}
