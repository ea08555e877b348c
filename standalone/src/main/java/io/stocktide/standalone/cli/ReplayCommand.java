package io.stocktide.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.standalone.demo.ProgressLine;
import io.stocktide.standalone.replay.ReplayProgress;
import io.stocktide.standalone.replay.ReplayRun;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.standalone.run.TemporaryData;
import io.stocktide.topology.replay.Difference;
import io.stocktide.topology.replay.DryRun;
import io.stocktide.topology.replay.ReplayStart;
import io.stocktide.topology.streams.TopologySettings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide replay}. */
@Command(
        name = "replay",
        description = {
            "Rebuilds all stock from the topics.",
            "Nothing is told to Shopify twice and nothing is decided again: batches and reservations of before are"
                    + " read back, up to a fence that is laid now. Stop the topology first; ingest and sync-sink may"
                    + " go on.",
            "With --dry-run it rebuilds beside the live application, changes nothing, and exits 0 only where every"
                    + " level comes out as it is."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String EARLIEST = "earliest";

    @Mixin
    private KafkaSource source;

    @Option(
            names = "--application-id",
            defaultValue = LocalStack.APPLICATION_ID,
            description = "The topology's (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--from",
            paramLabel = "earliest|TIME",
            defaultValue = EARLIEST,
            description = "From when on facts are read, such as 2026-11-20T10:00:00Z. Items without a fact since then"
                    + " are unknown until Shopify is read again (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--state-dir",
            description = "Rebuilds in this process and leaves the state here; with --data-dir it does so anyway."
                    + " Otherwise the topology rebuilds once it is started, and this waits for it.")
    private Path stateDir;

    @Option(
            names = "--no-wait",
            arity = "0..1",
            fallbackValue = "true",
            description = "Does not wait for the topology to rebuild.")
    private boolean noWait;

    @Option(
            names = "--force",
            arity = "0..1",
            fallbackValue = "true",
            description = "Goes on although the application has members, and puts them out of its group. One that"
                    + " lives would mix what it has in memory with what is rebuilt: only for those that are dead.")
    private boolean force;

    @Option(
            names = "--dry-run",
            arity = "0..1",
            fallbackValue = "true",
            description = "Rebuilds beside the live application and tells what would differ.")
    private boolean dryRun;

    @Option(names = "--shop", paramLabel = "SHOP", description = "Tells only of this shop's differences.")
    private String shop;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "true",
            description = "Prints the differences as JSON, and no progress.")
    private boolean json;

    private final ProgressLine line = new ProgressLine(System.out, System.console() != null);

    @Override
    public Integer call() throws Exception {
        Instant since = since();
        return source.with(client -> dryRun ? compare(client, since) : replay(client, since));
    }

    private Instant since() {
        try {
            return from.equals(EARLIEST) ? null : Instant.parse(from);
        } catch (DateTimeException e) {
            throw new ConfigException("--from takes 'earliest' or a time such as 2026-11-20T10:00:00Z");
        }
    }

    private int compare(Map<String, String> client, Instant since) throws Exception {
        try (TemporaryData temporary = new TemporaryData();
                DryRun run = new DryRun(client, applicationId, temporary.dir(), TopologySettings.defaults())) {
            ReplayProgress progress = new ReplayProgress();
            List<Difference> found = run.run(since, (done, total) -> say(progress.tell(done, total)));
            line.done();
            List<Difference> told = found.stream()
                    .filter(each -> shop == null || each.named().shop().equals(shop))
                    .toList();
            tell(told);
            return told.isEmpty() ? 0 : 1;
        }
    }

    private void say(String text) {
        if (!json) {
            line.say(text);
        }
    }

    private void tell(List<Difference> differences) throws JsonProcessingException {
        if (json) {
            System.out.println(Json.mapper().writeValueAsString(differences));
            return;
        }
        for (Difference each : differences) {
            System.out.printf(
                    "%s %s item %d at %d: %s -> %s%n",
                    each.named().shop(),
                    each.named().sku() == null ? "(no SKU)" : each.named().sku(),
                    each.named().inventoryItemId(),
                    each.named().locationId(),
                    figures(each.live()),
                    figures(each.rebuilt()));
        }
        System.out.printf("%,d levels differ%n", differences.size());
    }

    private static String figures(io.stocktide.schemas.value.StockLevel level) {
        return level == null
                ? "not stocked"
                : "available %s (Shopify %s, unsettled %d, reserved %d)"
                        .formatted(level.available(), level.shopifyAvailable(), level.unsettled(), level.reserved());
    }

    private int replay(Map<String, String> client, Instant since) throws Exception {
        try (ReplayStart start = new ReplayStart(client, applicationId)) {
            ReplayRun run = new ReplayRun(start, client, applicationId, line);
            // On its own broker nobody else can be alive.
            run.clearGroup(force || source.isDataDir());
            run.begin(since);
            Path state = source.isDataDir() ? source.dataDir().resolve("state") : stateDir;
            if (state != null) {
                run.rebuild(state);
            } else if (!noWait) {
                System.out.println("start the topology now; Ctrl-C stops only the waiting");
                run.await();
            } else {
                System.out.println("the topology rebuilds once it is started");
            }
            return 0;
        }
    }
}
