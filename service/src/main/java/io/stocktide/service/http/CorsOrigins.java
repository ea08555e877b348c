package io.stocktide.service.http;

import io.stocktide.service.shops.ConfigException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/**
 * Lets pages of other origins call from a browser. By Jetty's handler and not by Javalin's plugin, which answers a page
 * of an origin that is not listed by 400, also where it is our own.
 */
final class CorsOrigins {
    private static final String ANY = "*";
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    private CorsOrigins() {}

    /** Throws {@link ConfigException} where it is no origin. */
    static void require(String origin) {
        if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
            throw new ConfigException("not an origin: '" + origin + "' (expected like https://pos.example.com, or *)");
        }
    }

    static CrossOriginHandler handler(List<String> origins) {
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(origins.stream()
                .map(origin -> origin.equals(ANY) ? ANY : Pattern.quote(origin))
                .collect(Collectors.toSet()));
        handler.setAllowedMethods(Set.of("GET", "HEAD", "POST"));
        handler.setAllowedHeaders(
                Set.of("Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", "Cache-Control"));
        handler.setExposedHeaders(Set.of("ETag", "Retry-After", "WWW-Authenticate"));
        // Tokens come in a header that the page sets itself; cookies mean nothing here.
        handler.setAllowCredentials(false);
        return handler;
    }
}
