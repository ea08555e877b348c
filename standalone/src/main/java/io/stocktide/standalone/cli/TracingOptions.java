package io.stocktide.standalone.cli;

import io.stocktide.service.trace.TracingSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where traces go. */
final class TracingOptions {
    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description =
                    "Collector that takes traces by OTLP over HTTP, such as http://otel-collector:4318; without it"
                            + " there are none.")
    private String otlpEndpoint;

    @Option(
            names = "--trace-sample-ratio",
            paramLabel = "SHARE",
            defaultValue = "" + TracingSettings.DEFAULT_SAMPLE_RATIO,
            description =
                    "Share of the traces that begin at ingest which are kept, 0 to 1; a caller's own is kept where"
                            + " its traceparent says so (default: ${DEFAULT-VALUE}).")
    private double sampleRatio;

    Optional<TracingSettings> settings() {
        return Optional.ofNullable(otlpEndpoint).map(endpoint -> TracingSettings.of(endpoint, sampleRatio));
    }
}
