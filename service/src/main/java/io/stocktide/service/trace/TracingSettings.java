package io.stocktide.service.trace;

import io.stocktide.service.shops.ConfigException;
import java.net.URI;

/**
 * Where spans go, and of how many traces.
 *
 * @param otlpEndpoint the collector's base URL for OTLP over HTTP, such as {@code http://otel-collector:4318}; spans go to
 *     {@code /v1/traces} below it
 * @param sampleRatio the share of the traces that begin here which are kept, 0 to 1; a caller's trace is kept where the
 *     caller keeps it
 */
public record TracingSettings(URI otlpEndpoint, double sampleRatio) {
    public static final double DEFAULT_SAMPLE_RATIO = 1;

    public TracingSettings {
        boolean named = otlpEndpoint.getHost() != null
                && ("http".equals(otlpEndpoint.getScheme()) || "https".equals(otlpEndpoint.getScheme()));
        if (!named || otlpEndpoint.getUserInfo() != null || otlpEndpoint.getQuery() != null) {
            throw new ConfigException(
                    "the OTLP endpoint must be a URL such as http://otel-collector:4318, with no user and no query");
        }
        if (!(sampleRatio >= 0 && sampleRatio <= 1)) {
            throw new ConfigException("the trace sample ratio must lie between 0 and 1: " + sampleRatio);
        }
    }

    /** Throws {@link ConfigException} where the endpoint is no URL. */
    public static TracingSettings of(String otlpEndpoint, double sampleRatio) {
        try {
            return new TracingSettings(URI.create(otlpEndpoint.strip()), sampleRatio);
        } catch (IllegalArgumentException e) {
            // Without the cause, which would quote what may hold a password.
            throw new ConfigException("the OTLP endpoint is no URL");
        }
    }

    String tracesUrl() {
        return otlpEndpoint.toString().replaceFirst("/+$", "") + "/v1/traces";
    }
}
