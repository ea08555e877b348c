package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ShopsFile;
import io.stocktide.simulator.Simulator;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.SimulatedShops;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide simulator}. */
@Command(
        name = "simulator",
        description = {
            "A simulated Shopify with traffic, as a process of its own.",
            "Its control API tells the truth: /truth, /progress, /expectations, POST /traffic/pause and resume; GET, POST and"
                    + " DELETE /faults."
        })
final class SimulatorCommand implements Callable<Integer> {
    @Option(
            names = "--shops-file",
            defaultValue = "./data/shops.json",
            description = "The shops it simulates; made with new secrets where missing (default: ${DEFAULT-VALUE}).")
    private Path shopsFile;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; whoever reaches it can change the simulated world (default:"
                    + " ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "8090", description = "Port to listen at (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--ingest-url",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where webhooks and marketplace events go (default: ${DEFAULT-VALUE}).")
    private URI ingestUrl;

    @Mixin
    private TrafficOptions traffic;

    @Mixin
    private FaultOptions faults;

    @Override
    public Integer call() throws Exception {
        GeneratedShops.ensure(shopsFile, traffic.shops());
        Simulator simulator = new Simulator(traffic.apply(SimulatedShops.of(ShopsFile.read(shopsFile)))
                .host(host)
                .port(port)
                .webhookUrl(ingestUrl.resolve("/webhooks"))
                .channelUrl(ingestUrl)
                .keyLifetime(faults.keyLifetime())
                .faultTimes(faults.times())
                .build());
        simulator.faults().plan(faults.plan());
        simulator.start();
        simulator.startTraffic();
        System.out.println("simulated Shopify at " + simulator.url() + ", shops in " + shopsFile);
        return Foreground.run(simulator);
    }
}
