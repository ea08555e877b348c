package io.stocktide.standalone.demo;

import io.stocktide.schemas.json.Json;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.simulator.http.FaultPlan;
import io.stocktide.standalone.run.TemporaryData;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stocktide demo}. */
@Command(
        name = "demo",
        description = {
            "Runs the whole path on temporary data and proves its result.",
            "Starts an embedded Kafka, every role and a simulated Shopify; sends webhooks late, twice and out of order"
                    + " beside marketplace sales; then compares every level with Shopify's.",
            "With --faults Shopify throttles, fails, hangs, resets and forgets to answer meanwhile. Once traffic is"
                    + " through that ends, and batches that were given up are redriven, as an operator would.",
            "Exit code 0 only where all agree."
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--seed", defaultValue = "1", description = "Seed of all chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--shops", defaultValue = "3", description = "How many shops (default: ${DEFAULT-VALUE}).")
    private int shops;

    @Option(names = "--skus", defaultValue = "300", description = "SKUs over all shops (default: ${DEFAULT-VALUE}).")
    private int skus;

    @Option(names = "--locations", defaultValue = "2", description = "Locations of a shop (default: ${DEFAULT-VALUE}).")
    private int locations;

    @Option(
            names = "--orders",
            defaultValue = "5000",
            description = "Orders over all shops (default: ${DEFAULT-VALUE}).")
    private long orders;

    @Option(
            names = "--channel-sales",
            defaultValue = "1000",
            description = "Events of a marketplace over all shops (default: ${DEFAULT-VALUE}).")
    private long channelSales;

    @Option(
            names = "--manual-edits",
            defaultValue = "50",
            description = "Corrections made by hand in Shopify (default: ${DEFAULT-VALUE}).")
    private long manualEdits;

    @Option(
            names = "--orders-per-second",
            defaultValue = "0",
            description = "Rate of orders; 0 for as fast as it goes (default: ${DEFAULT-VALUE}).")
    private double ordersPerSecond;

    @Option(
            names = "--timeout-seconds",
            defaultValue = "300",
            description = "When traffic that is not through counts as failed (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--faults",
            arity = "0..1",
            paramLabel = "KINDS",
            fallbackValue = "all",
            description = "While traffic lasts, Shopify fails: all kinds, or those named, such as lost_answer=0.05,hang"
                    + " (default: it does not).")
    private String faults;

    @Option(
            names = "--fault-share",
            defaultValue = "0.1",
            description = "Share of requests that fail, over the kinds without a share of their own"
                    + " (default: ${DEFAULT-VALUE}).")
    private double faultShare;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print the result as JSON; progress goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        DemoSettings settings = new DemoSettings(
                seed,
                shops,
                skus,
                locations,
                orders,
                channelSales,
                manualEdits,
                ordersPerSecond,
                faults(),
                Duration.ofSeconds(timeoutSeconds));
        ProgressLine line = new ProgressLine(json ? System.err : System.out, System.console() != null && !json);
        try (TemporaryData data = new TemporaryData()) {
            DemoReport report = new Demo(settings, data.dir(), line).run();
            System.out.println(
                    json ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) : report.text());
            return report.agrees() ? 0 : 1;
        }
    }

    private FaultPlan faults() {
        try {
            return faults == null ? FaultPlan.NONE : FaultPlan.parse(faults, seed, faultShare);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--faults: " + e.getMessage());
        }
    }
}
