package io.stocktide.service.http;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how a service listens, and whom it lets in.
 *
 * @param port 0 takes any free one
 * @param stopGrace how long requests under way may take once the service stops
 * @param tls what it proves itself with; empty for plain HTTP
 * @param corsOrigins the origins whose pages may call it from a browser, such as {@code https://shop.example}; empty
 *     for none
 */
public record HttpSettings(
        String host,
        int port,
        Duration stopGrace,
        Optional<TlsFiles> tls,
        List<String> corsOrigins,
        AccessSettings access) {
    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new ConfigException("not a port: " + port);
        }
        if (stopGrace.isNegative()) {
            throw new ConfigException("the grace for stopping cannot be below zero");
        }
        corsOrigins = List.copyOf(corsOrigins);
        corsOrigins.forEach(CorsOrigins::require);
    }

    /** Plain HTTP for callers that are no browsers, with the tokens of the shops file. */
    public HttpSettings(String host, int port, Duration stopGrace) {
        this(host, port, stopGrace, Optional.empty(), List.of(), AccessSettings.defaults());
    }

    public HttpSettings withAccess(AccessSettings other) {
        return new HttpSettings(host, port, stopGrace, tls, corsOrigins, other);
    }

    public HttpSettings withTls(TlsFiles files) {
        return new HttpSettings(host, port, stopGrace, Optional.of(files), corsOrigins, access);
    }

    public HttpSettings withCorsOrigins(List<String> origins) {
        return new HttpSettings(host, port, stopGrace, tls, origins, access);
    }
}
