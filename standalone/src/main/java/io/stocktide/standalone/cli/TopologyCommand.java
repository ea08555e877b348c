package io.stocktide.standalone.cli;

import io.stocktide.service.access.HopSignature;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import io.stocktide.topology.InstanceSettings;
import io.stocktide.topology.TopologyService;
import io.stocktide.topology.replay.LastReplay;
import io.stocktide.topology.streams.SharedRocksDbMemory;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide topology}. */
@Command(name = "topology", description = "Turns facts into stock, and answers stock look-ups over REST.")
final class TopologyCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ShopsOptions shops;

    @Mixin
    private HttpOptions http;

    @Mixin
    private TracingOptions tracing;

    @Option(
            names = "--application-id",
            defaultValue = "stocktide-topology",
            description = "The consumer group and the prefix of internal topics (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--instance-id",
            defaultValue = "1",
            description = "Names this instance through restarts; each needs its own (default: ${DEFAULT-VALUE}).")
    private String instanceId;

    @Option(
            names = "--advertised-host",
            defaultValue = "127.0.0.1",
            description = "Where other instances reach this one (default: ${DEFAULT-VALUE}).")
    private String advertisedHost;

    @Option(
            names = "--state-dir",
            defaultValue = "./data/state",
            description = "Where RocksDB lies (default: ${DEFAULT-VALUE}).")
    private Path stateDir;

    @Option(names = "--threads", defaultValue = "2", description = "Stream threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--standbys",
            defaultValue = "1",
            description = "Warm copies of the state on other instances; 0 where there is one instance only"
                    + " (default: ${DEFAULT-VALUE}).")
    private int standbys;

    @Option(
            names = "--settling-seconds",
            defaultValue = "60",
            description = "How long a doubt may settle by itself before Shopify is asked (default: ${DEFAULT-VALUE}).")
    private int settlingSeconds;

    @Option(
            names = "--ledger-rows-per-item",
            defaultValue = "1000",
            description = "Ledger rows of an item that REST can read; the topic has all (default: ${DEFAULT-VALUE}).")
    private int ledgerRowsPerItem;

    @Option(
            names = "--low-stock-threshold",
            paramLabel = "UNITS",
            description = "At or below so many units an item is low in stock, unless an event says otherwise of it;"
                    + " without it only those are of which one does.")
    private Long lowStockThreshold;

    @Option(
            names = "--rocksdb-bytes",
            defaultValue = "268435456",
            description = "Memory off the heap for all stores together (default: ${DEFAULT-VALUE}).")
    private long rocksDbBytes;

    @Option(
            names = "--hop-key-file",
            paramLabel = "FILE",
            description = "At least 32 random bytes, the same for all instances, by which one may ask another for what"
                    + " it does not have; without it each answers from its own copies alone.")
    private Path hopKeyFile;

    @Option(
            names = "--drain-seconds",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long reads and processing go on once it is told to stop, for load balancers to see that"
                    + " it is not ready; one that is alone stops at once (default: ${DEFAULT-VALUE}).")
    private int drainSeconds;

    @Option(
            names = "--on-stop",
            paramLabel = "remain|leave",
            defaultValue = "remain",
            description =
                    "remain: it comes back, and its tasks wait for it, for 15 s. leave: it does not, and its tasks"
                            + " move at once (default: ${DEFAULT-VALUE}).")
    private String onStop;

    @Option(names = "--with-parent", hidden = true, description = "Stops when the process that started it ends.")
    private boolean withParent;

    @Override
    public Integer call() throws Exception {
        if (rocksDbBytes < 1) {
            throw new ConfigException("--rocksdb-bytes must be above zero");
        }
        HttpSettings httpSettings = http.settings(8081);
        InstanceSettings instance = instance();
        Map<String, String> client = new HashMap<>(kafka.clientProperties());
        client.put(SharedRocksDbMemory.TOTAL_BYTES_CONFIG, Long.toString(rocksDbBytes));
        StreamsSettings streams = new StreamsSettings(
                applicationId,
                instanceId,
                advertisedHost + ':' + httpSettings.port(),
                stateDir,
                threads,
                standbys,
                client);
        ShopDirectory directory = shops.read();
        TopologySettings settings = settings().withReplay(LastReplay.planOf(client, applicationId));
        try (Metrics metrics = http.metrics();
                Tracing traces = Tracing.of(tracing.settings(), "topology")) {
            TopologyService service =
                    new TopologyService(settings, streams, instance, httpSettings, directory, metrics, traces);
            service.start();
            return Foreground.run("topology", service.port(), service, parentsEnd());
        }
    }

    private InstanceSettings instance() {
        if (drainSeconds < 0) {
            throw new ConfigException("--drain-seconds cannot be below zero");
        }
        HopSignature signature = hopKeyFile == null ? null : HopSignature.read(hopKeyFile);
        return new InstanceSettings(signature, Duration.ofSeconds(drainSeconds), onStop());
    }

    private InstanceSettings.OnStop onStop() {
        return switch (onStop) {
            case "remain" -> InstanceSettings.OnStop.REMAIN;
            case "leave" -> InstanceSettings.OnStop.LEAVE;
            default -> throw new ConfigException("--on-stop is remain or leave");
        };
    }

    private CompletableFuture<?> parentsEnd() {
        return withParent ? ProcessHandle.current().parent().orElseThrow().onExit() : new CompletableFuture<>();
    }

    private TopologySettings settings() {
        return TopologySettings.defaults()
                .withSettling(Duration.ofSeconds(settlingSeconds))
                .withLedgerRowsPerItem(ledgerRowsPerItem)
                .withLowStockThreshold(lowStockThreshold);
    }
}
