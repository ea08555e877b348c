package io.stocktide.standalone.demo;

import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.simulator.Simulator;
import io.stocktide.simulator.progress.Progress;
import io.stocktide.standalone.check.Agreement;
import io.stocktide.standalone.check.Redrives;
import io.stocktide.standalone.check.SimulatorApi;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.standalone.run.SimulatedShops;
import io.stocktide.standalone.run.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Runs everything on temporary data until the traffic is through, and compares what came of it. */
public final class Demo {
    /** Short, since the run ends and its last doubts are waited for. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration START = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private final DemoSettings settings;
    private final Path dir;
    private final ProgressLine line;
    private final long startedNanos = System.nanoTime();

    public Demo(DemoSettings settings, Path dir, ProgressLine line) {
        this.settings = settings;
        this.dir = dir;
        this.line = line;
    }

    DemoReport run() throws IOException, InterruptedException {
        Path shopsFile = dir.resolve("shops.json");
        GeneratedShops.ensure(shopsFile, settings.shops());
        ShopDirectory shops = ShopsFile.read(shopsFile);
        line.say("starting Kafka, the services and a simulated Shopify");
        try (Simulator simulator = simulator(shops)) {
            simulator.start();
            StackSettings stack = StackSettings.onFreePorts(dir, simulator.url() + "/shops/{shop}", SETTLING);
            try (LocalStack running = new LocalStack(stack, shops).start().awaitReady(START)) {
                return run(simulator, running, shops);
            }
        }
    }

    private Simulator simulator(ShopDirectory shops) {
        return new Simulator(SimulatedShops.of(shops)
                .seed(settings.seed())
                .skus(settings.skus() / settings.shops())
                .locations(settings.locations())
                .orders(settings.orders())
                .ordersPerSecond(settings.ordersPerSecond())
                .channelSales(settings.channelSales())
                .manualEdits(settings.manualEdits())
                .restoreRate(1000)
                .maximumAvailable(20_000)
                .build());
    }

    private DemoReport run(Simulator simulator, LocalStack stack, ShopDirectory shops)
            throws IOException, InterruptedException {
        simulator.retarget(URI.create(stack.ingestUrl() + "/webhooks"), URI.create(stack.ingestUrl()));
        DemoFaults faults = new DemoFaults(simulator, settings.faults());
        faults.begin();
        simulator.startTraffic();
        MeterRegistry registry = stack.metrics().registry();
        while (!simulator.progress().quiet()
                && secondsSoFar() < settings.atMost().toSeconds()) {
            line.say(progress(simulator.progress(), Tallies.read(registry)));
            Thread.sleep(PAUSE_MILLIS);
        }
        SimulatorApi api = new SimulatorApi(simulator.url());
        Agreement agreement = new Agreement(api, new StockCheck(api, stack.stockUrl(), shops), settling());
        faults.end();
        Redrives redrives = new Redrives(stack.stockUrl(), shops);
        StockCheck.Outcome outcome =
                faults.any() ? agreement.await(line::say, redrives::pass) : agreement.await(line::say);
        line.done();
        return new DemoReport(
                settings.seed(),
                secondsSoFar(),
                simulator.progress(),
                Tallies.read(registry),
                Latency.of(registry, "stocktide.accepted.to.stock"),
                Latency.of(registry, "stocktide.accepted.to.shopify"),
                faults.struck(),
                redrives.outcomes(),
                outcome.levels(),
                outcome.differences(),
                outcome.unexpected(),
                outcome.pending());
    }

    /** What hangs when the faults end hangs on for a while, and is then tried again. */
    private Duration settling() {
        return settings.faults().shares().isEmpty() ? Duration.ofSeconds(60) : Duration.ofSeconds(180);
    }

    private String progress(Progress shopify, Tallies ours) {
        return "%5.1f s  orders %,d/%,d  webhooks %,d accepted, %,d pending  duplicates %,d  movements %,d  mutations %,d"
                .formatted(
                        secondsSoFar(),
                        shopify.orders(),
                        shopify.ordersTotal(),
                        ours.webhooksAccepted(),
                        shopify.webhooksPending(),
                        ours.duplicatesDropped(),
                        ours.movements(),
                        shopify.mutationsApplied());
    }

    private double secondsSoFar() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}
