package io.stocktide.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.VerifyReport;
import io.stocktide.standalone.demo.ProgressLine;
import io.stocktide.standalone.verify.Verification;
import io.stocktide.standalone.verify.VerifySettings;
import io.stocktide.topology.streams.TopologySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide verify}. */
@Command(
        name = "verify",
        description = {
            "Proves on a live system that the books are right; changes nothing.",
            "The ledger rows of every item follow from one another and end at its balance; whatever Shopify was told"
                    + " has a cause; every webhook that the topology has passed was judged.",
            "Exit code 0 only where all of it holds, 1 where anything does not."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private KafkaSource source;

    @Option(
            names = "--application-id",
            defaultValue = "stocktide-topology",
            description = "The topology's (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--shop",
            paramLabel = "SHOP",
            description = "Only this shop, such as example.myshopify.com; all of them where it is left out.")
    private String shop;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Batches and webhooks of before are left out, such as 2026-11-20T10:00:00Z. The ledger is"
                    + " always read from its beginning.")
    private Instant since;

    @Option(
            names = "--timeout-seconds",
            defaultValue = "5",
            description = "How long to read on, for each partition and rule, where topics disagree while there is"
                    + " traffic (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--in-flight-minutes",
            defaultValue = "10",
            description = "After how long a batch without a delivery is told of (default: ${DEFAULT-VALUE}).")
    private int inFlightMinutes;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "How many faults to name; all are counted (default: ${DEFAULT-VALUE}).")
    private int limit;

    // A mere flag would turn one of the environment off again.
    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "true",
            description = "Prints JSON instead (verify-report.schema.json), and no progress.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return source.with(client -> verify(settings(client)));
    }

    private VerifySettings settings(Map<String, String> client) {
        return new VerifySettings(
                client,
                applicationId,
                shop,
                since,
                TopologySettings.defaults().webhookMemory(),
                Duration.ofSeconds(timeoutSeconds),
                Duration.ofMinutes(inFlightMinutes),
                limit);
    }

    private int verify(VerifySettings settings) throws JsonProcessingException {
        ProgressLine line = new ProgressLine(System.out, System.console() != null);
        VerifyReport report = Verification.run(settings, Instant.now(), json ? text -> {} : line::say);
        line.done();
        System.out.println(
                json ? Json.mapper().writeValueAsString(report) : VerifyTable.of(report, settings.inFlight()));
        return report.booksAreRight() ? 0 : 1;
    }
}
