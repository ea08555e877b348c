package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.standalone.check.Agreement;
import io.stocktide.standalone.check.SimulatorApi;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.demo.ProgressLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stocktide check}. */
@Command(
        name = "check",
        description = {
            "Compares every level with the simulated Shopify's.",
            "Holds the simulator's traffic, waits until nothing is on its way, compares, and lets traffic go on.",
            "Exit code 0 only where all agree, and where Shopify holds the sum of what happened."
        })
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--shops-file",
            defaultValue = "./data/shops.json",
            description = "The shops, for their tokens (default: ${DEFAULT-VALUE}).")
    private Path shopsFile;

    @Option(
            names = "--simulator-url",
            defaultValue = "http://127.0.0.1:8090",
            description = "The simulator (default: ${DEFAULT-VALUE}).")
    private String simulatorUrl;

    @Option(
            names = "--stock-url",
            defaultValue = "http://127.0.0.1:8081",
            description = "The topology role (default: ${DEFAULT-VALUE}).")
    private String stockUrl;

    @Option(
            names = "--timeout-seconds",
            defaultValue = "240",
            description = "How long to wait for retries and for agreement (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() throws Exception {
        ShopDirectory shops = ShopsFile.read(shopsFile);
        SimulatorApi simulator = new SimulatorApi(simulatorUrl);
        StockCheck check = new StockCheck(simulator, stockUrl, shops);
        ProgressLine line = new ProgressLine(System.out, System.console() != null);
        StockCheck.Outcome outcome =
                new Agreement(simulator, check, Duration.ofSeconds(timeoutSeconds)).awaitPaused(line::say);
        line.done();
        System.out.printf(
                "our stock vs Shopify's:      %,d levels, %,d differ%n",
                outcome.levels(), outcome.differences().size());
        System.out.printf(
                "Shopify's vs what happened:  %,d levels, %,d differ%n", outcome.levels(), outcome.unexpected());
        outcome.differences().forEach(System.out::println);
        return outcome.agrees() ? 0 : 1;
    }
}
