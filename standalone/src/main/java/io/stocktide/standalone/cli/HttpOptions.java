package io.stocktide.standalone.cli;

import io.stocktide.service.http.HttpSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where a role listens. */
final class HttpOptions {
    @Option(
            names = "--host",
            defaultValue = "0.0.0.0",
            description = "Address to listen at (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port to listen at; 0 takes any free one (default: ingest 8080, topology 8081, sync-sink 8082).")
    private Integer port;

    @Option(
            names = "--stop-grace-seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long requests under way may take once the role is told to stop (default: ${DEFAULT-VALUE}).")
    private int stopGraceSeconds;

    HttpSettings settings(int defaultPort) {
        return new HttpSettings(host, port == null ? defaultPort : port, Duration.ofSeconds(stopGraceSeconds));
    }
}
