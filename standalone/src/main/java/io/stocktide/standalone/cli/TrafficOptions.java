package io.stocktide.standalone.cli;

import io.stocktide.simulator.config.Plan;
import io.stocktide.simulator.config.SimulatorConfigBuilder;
import picocli.CommandLine.Option;

/** What the simulated Shopify does. */
final class TrafficOptions {
    @Option(names = "--seed", defaultValue = "1", description = "Seed of all chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--shops",
            defaultValue = "3",
            description = "Shops, where the shops file is made (default: ${DEFAULT-VALUE}).")
    private int shops;

    @Option(names = "--skus", defaultValue = "100", description = "SKUs of each shop (default: ${DEFAULT-VALUE}).")
    private int skus;

    @Option(names = "--locations", defaultValue = "2", description = "Locations of a shop (default: ${DEFAULT-VALUE}).")
    private int locations;

    @Option(
            names = "--orders",
            defaultValue = "0",
            description = "Orders until traffic ends; 0 for no end (default: ${DEFAULT-VALUE}).")
    private long orders;

    @Option(
            names = "--orders-per-second",
            defaultValue = "5",
            description = "Rate of orders; 0 for as fast as it goes (default: ${DEFAULT-VALUE}).")
    private double ordersPerSecond;

    @Option(
            names = "--channel-sales",
            defaultValue = "1000",
            description = "Marketplace events; without an end of orders, in each 10,000 of them"
                    + " (default: ${DEFAULT-VALUE}).")
    private long channelSales;

    @Option(
            names = "--manual-edits",
            defaultValue = "50",
            description = "Corrections by hand in Shopify, spread likewise (default: ${DEFAULT-VALUE}).")
    private long manualEdits;

    @Option(
            names = "--plan",
            defaultValue = "STANDARD",
            description = "Shopify plan, which decides the cost budget: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private Plan plan;

    @Option(
            names = "--unconnected",
            arity = "0..1",
            fallbackValue = "true",
            description = "The shops are as on the day before the app is installed: no webhook comes before 'stocktide"
                    + " shops connect'.")
    private boolean unconnected;

    int shops() {
        return shops;
    }

    SimulatorConfigBuilder apply(SimulatorConfigBuilder builder) {
        return builder.seed(seed)
                .plan(plan)
                .connected(!unconnected)
                .skus(skus)
                .locations(locations)
                .orders(orders)
                .ordersPerSecond(ordersPerSecond)
                .channelSales(channelSales)
                .manualEdits(manualEdits);
    }
}
