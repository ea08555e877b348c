package io.stocktide.standalone.cli;

import io.stocktide.service.access.TokensOffice;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.simulator.Simulator;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.standalone.run.Fleet;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.standalone.run.SimulatedShops;
import io.stocktide.standalone.run.StackSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide up}. */
@Command(
        name = "up",
        description = {
            "Runs an embedded Kafka and every role in this process, on data that it keeps.",
            "Beside them runs a simulated Shopify with traffic, unless --shopify-url names another. The simulated one"
                    + " keeps nothing: it begins anew at every start."
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofMinutes(2);

    @Option(
            names = "--data-dir",
            defaultValue = "./data",
            description = "Where Kafka's data and the state are kept (default: ${DEFAULT-VALUE}).")
    private Path dataDir;

    @Option(
            names = "--shops-file",
            paramLabel = "FILE",
            description = "The shops; made with new secrets where missing (default: shops.json in the data directory).")
    private Path shopsFile;

    @Option(
            names = "--tokens-file",
            paramLabel = "FILE",
            description = "Hashed tokens beside those of the shops file; made empty where missing (default: tokens.json"
                    + " in the data directory, where there is one).")
    private Path tokensFile;

    @Option(
            names = "--shopify-url",
            paramLabel = "URL",
            description = "Where Shopify is, such as https://{shop}, or a simulator of its own process at"
                    + " http://127.0.0.1:8090/shops/{shop}; none is simulated here then.")
    private String shopifyUrl;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen at (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where webhooks and channel events go (default: ${DEFAULT-VALUE}).")
    private int ingestPort;

    @Option(
            names = "--topology-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Where stock is read (default: ${DEFAULT-VALUE}).")
    private int topologyPort;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "1",
            description = "Topology instances. Several are processes of their own, each 100 ports above the one before;"
                    + " any of them can be read from, and one that dies is started again (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(
            names = "--sink-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Health and metrics of the sync-sink (default: ${DEFAULT-VALUE}).")
    private int sinkPort;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The simulated Shopify (default: ${DEFAULT-VALUE}).")
    private int simulatorPort;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "The embedded Kafka, on loopback (default: ${DEFAULT-VALUE}).")
    private int brokerPort;

    @Option(
            names = "--settling-seconds",
            defaultValue = "5",
            description = "How long a doubt may settle by itself before Shopify is asked (default: ${DEFAULT-VALUE}).")
    private int settlingSeconds;

    @Mixin
    private TrafficOptions traffic;

    @Mixin
    private TracingOptions tracing;

    @Override
    public Integer call() throws Exception {
        Path file = file();
        GeneratedShops.ensure(file, traffic.shops());
        ShopDirectory shops = ShopsFile.read(file);
        System.out.println("starting; the first time takes some seconds more");
        warnOfEarlierRun();
        Simulator simulator = shopifyUrl == null ? simulator(shops) : null;
        LocalStack stack = new LocalStack(settings(), shops).start().awaitReady(START);
        if (simulator != null) {
            simulator.start();
            simulator.startTraffic();
        }
        tell(stack, file, shops);
        return Foreground.run(() -> {
            if (simulator != null) {
                simulator.close();
            }
            stack.close();
        });
    }

    /** The simulator mints the same ids again: what is kept would take them for repeats. */
    private void warnOfEarlierRun() {
        if (shopifyUrl == null && Files.exists(dataDir.resolve("kafka"))) {
            System.err.println("stocktide: " + dataDir + " holds an earlier run, of which the simulated Shopify knows"
                    + " nothing: the two will not agree. Remove " + dataDir
                    + ", or run 'stocktide simulator' as its own process and give its --shopify-url");
        }
    }

    private StackSettings settings() {
        String url = shopifyUrl == null ? "http://127.0.0.1:" + simulatorPort + "/shops/{shop}" : shopifyUrl;
        return new StackSettings(
                dataDir,
                host,
                brokerPort,
                ingestPort,
                topologyPort,
                sinkPort,
                4,
                url,
                Duration.ofSeconds(settlingSeconds),
                DeliverySettings.defaults(),
                new AccessSettings(tokens(), AccessSettings.DEFAULT_REQUESTS_PER_SECOND),
                instances == 1 ? Optional.empty() : Optional.of(new Fleet(instances, file())),
                tracing.settings());
    }

    /** Made empty where there is none, so that a token can be added while all runs. */
    private Optional<Path> tokens() {
        Path file = tokensFile == null ? dataDir.resolve("tokens.json") : tokensFile;
        new TokensOffice(file).ensure();
        return Optional.of(file);
    }

    private Path file() {
        return shopsFile == null ? dataDir.resolve("shops.json") : shopsFile;
    }

    private Simulator simulator(ShopDirectory shops) {
        if (simulatorPort == 0) {
            throw new ConfigException("the simulator needs a port that the sink can be told: --simulator-port");
        }
        URI ingest = URI.create("http://127.0.0.1:" + ingestPort);
        return new Simulator(traffic.apply(SimulatedShops.of(shops))
                .port(simulatorPort)
                .webhookUrl(ingest.resolve("/webhooks"))
                .channelUrl(ingest)
                .build());
    }

    private void tell(LocalStack stack, Path file, ShopDirectory shops) {
        ShopConfig first = shops.all().iterator().next();
        System.out.printf("%-12s %s/webhooks%n", "webhooks", stack.ingestUrl());
        System.out.printf("%-12s %s/v1/shops/%s/stock%n", "stock", stack.stockUrl(), first.shop());
        stack.stockUrls().stream()
                .skip(1)
                .forEach(url -> System.out.printf("%-12s %s%n", "", url + "/v1/shops/" + first.shop() + "/stock"));
        System.out.printf("%-12s %s/console/ (log in with a token)%n", "console", stack.stockUrl());
        System.out.printf("%-12s %s/metrics%n", "metrics", stack.stockUrl());
        System.out.printf("%-12s %s%n", "kafka", stack.bootstrapServers());
        System.out.printf(
                "%-12s %s%n",
                "shopify", shopifyUrl == null ? "http://127.0.0.1:" + simulatorPort + " (simulated)" : shopifyUrl);
        System.out.printf("%-12s %s (secrets and tokens)%n", "shops", file);
        System.out.printf(
                "%ntry (with jq):%n  TOKEN=$(jq -r '.shops[0].apiTokens[0]' '%s')%n"
                        + "  curl -H \"Authorization: Bearer $TOKEN\" '%s/v1/shops/%s/stock?limit=1'%n",
                file, stack.stockUrl(), first.shop());
    }
}
