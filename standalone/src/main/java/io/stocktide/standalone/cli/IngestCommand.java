package io.stocktide.standalone.cli;

import io.stocktide.ingest.IngestService;
import io.stocktide.ingest.IngestSettings;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.trace.Tracing;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide ingest}. */
@Command(name = "ingest", description = "Takes webhooks, channel events and reservations over HTTP, into Kafka.")
final class IngestCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ShopsOptions shops;

    @Mixin
    private HttpOptions http;

    @Mixin
    private TracingOptions tracing;

    @Option(
            names = "--max-body-bytes",
            defaultValue = "" + IngestSettings.DEFAULT_MAX_BODY_BYTES,
            description = "The largest webhook; more is a 413 (default: ${DEFAULT-VALUE}).")
    private int maxBodyBytes;

    @Option(
            names = "--ack-timeout-millis",
            defaultValue = "3000",
            description = "How long Kafka may take before the answer is a 503; Shopify waits 5 s"
                    + " (default: ${DEFAULT-VALUE}).")
    private int ackTimeoutMillis;

    @Option(
            names = "--reply-timeout-millis",
            defaultValue = "3000",
            description = "How long the decision on a reservation may take before the answer is a 503"
                    + " (default: ${DEFAULT-VALUE}).")
    private int replyTimeoutMillis;

    @Option(
            names = "--buffer-bytes",
            defaultValue = "" + IngestSettings.DEFAULT_BUFFER_BYTES,
            description =
                    "Memory for what Kafka has not acknowledged; a full one is a 429" + " (default: ${DEFAULT-VALUE}).")
    private long bufferBytes;

    @Option(
            names = "--max-in-flight",
            defaultValue = "" + IngestSettings.DEFAULT_MAX_IN_FLIGHT,
            description = "Requests under way at once, those on reservations apart; more is a 429"
                    + " (default: ${DEFAULT-VALUE}).")
    private int maxInFlight;

    @Override
    public Integer call() throws Exception {
        IngestSettings settings = new IngestSettings(
                kafka.clientProperties(),
                http.settings(8080),
                maxBodyBytes,
                IngestSettings.DEFAULT_MAX_EVENT_BYTES,
                Duration.ofMillis(ackTimeoutMillis),
                Duration.ofMillis(replyTimeoutMillis),
                bufferBytes,
                maxInFlight);
        try (Metrics metrics = http.metrics();
                Tracing traces = Tracing.of(tracing.settings(), "ingest")) {
            IngestService service = new IngestService(settings, shops.read(), metrics, traces).start();
            return Foreground.run("ingest", service.port(), service);
        }
    }
}
