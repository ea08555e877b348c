package io.stocktide.service.http;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;

/**
 * Where and how a service listens.
 *
 * @param port 0 takes any free one
 * @param stopGrace how long requests under way may take once the service stops
 */
public record HttpSettings(String host, int port, Duration stopGrace) {
    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new ConfigException("not a port: " + port);
        }
        if (stopGrace.isNegative()) {
            throw new ConfigException("the grace for stopping cannot be below zero");
        }
    }
}
