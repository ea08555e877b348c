package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.ingest.IngestService;
import io.stocktide.ingest.IngestSettings;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.simulator.Simulator;
import io.stocktide.simulator.config.Plan;
import io.stocktide.simulator.http.FaultPlan;
import io.stocktide.simulator.http.Faults.Kind;
import io.stocktide.standalone.broker.Broker;
import io.stocktide.standalone.broker.EmbeddedBroker;
import io.stocktide.standalone.check.Agreement;
import io.stocktide.standalone.check.Redrives;
import io.stocktide.standalone.check.SimulatorApi;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.SimulatedShops;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shopify fails in every way for twenty shops, while the roles between it and Kafka are killed. */
@Tag("faults")
class FaultRunTest {
    private static final int SHOPS = 20;
    private static final int KILLS_OF_EACH = 3;
    private static final double FAULT_SHARE = 0.25;
    private static final int MAX_LIFE_MILLIS = 4_000;
    private static final Duration START = Duration.ofMinutes(2);

    @TempDir
    Path dir;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private ShopDirectory shops;

    @Test
    void with_all_faults_mixed_and_the_sink_and_the_topology_killed_each_delta_reaches_shopify_once() throws Exception {
        System.out.println("seed " + seed + " (again by -Dseed=)");
        GeneratedShops.ensure(dir.resolve("shops.json"), SHOPS);
        shops = ShopsFile.read(dir.resolve("shops.json"));
        try (Broker broker = new EmbeddedBroker(dir.resolve("kafka"), 0);
                Metrics metrics = new Metrics();
                Simulator simulator = simulator()) {
            broker.start();
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (TopicAdmin topics = new TopicAdmin(kafka)) {
                topics.create(4, (short) 1);
            }
            simulator.start();
            HttpSettings http = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(5));
            try (IngestService ingest = new IngestService(IngestSettings.of(kafka, http), shops, metrics).start();
                    Role topology = topology(broker).start();
                    Role sink = sink(broker, simulator).start()) {
                URI url = URI.create("http://127.0.0.1:" + ingest.port());
                simulator.retarget(url.resolve("/webhooks"), url);
                awaitReady(topology);
                awaitReady(sink);
                run(simulator, List.of(topology, sink));
                judge(simulator, broker, topology, sink);
            }
        }
    }

    private Simulator simulator() {
        return new Simulator(SimulatedShops.of(shops)
                .seed(seed)
                .skus(15)
                .orders(0)
                .ordersPerSecond(20)
                .channelSales(20_000)
                .manualEdits(500)
                .plan(Plan.PLUS)
                .build());
    }

    private Role topology(Broker broker) {
        return new Role(
                dir.resolve("topology.log"),
                512,
                "topology",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--shops-file",
                dir.resolve("shops.json").toString(),
                "--state-dir",
                dir.resolve("state").toString(),
                "--standbys",
                "0",
                "--settling-seconds",
                "2");
    }

    private Role sink(Broker broker, Simulator simulator) {
        return new Role(
                dir.resolve("sink.log"),
                256,
                "sync-sink",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--shops-file",
                dir.resolve("shops.json").toString(),
                "--shopify-url",
                simulator.url() + "/shops/{shop}",
                "--call-timeout-millis",
                "5000");
    }

    private static void awaitReady(Role role) {
        await().atMost(START).ignoreExceptions().until(role::isReady);
    }

    /** Traffic, faults and kills at random moments. Each kind of fault strikes once before chance has its way. */
    private void run(Simulator simulator, List<Role> roles) throws Exception {
        for (Kind kind : Kind.values()) {
            simulator.injectFault("shop-" + (1 + kind.ordinal()) + ".myshopify.com", kind, 1);
        }
        simulator.faults().plan(FaultPlan.mix(seed, FAULT_SHARE, EnumSet.allOf(Kind.class)));
        simulator.startTraffic();
        for (int kill = 0; kill < KILLS_OF_EACH * roles.size(); kill++) {
            Role victim = roles.get(kill % roles.size());
            // Not before Shopify has applied something more, or there would be nothing to lose.
            long applied = simulator.progress().mutationsApplied() + 3;
            await().atMost(START).until(() -> simulator.progress().mutationsApplied() >= applied);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_LIFE_MILLIS));
            victim.killAndRestart();
            awaitReady(victim);
        }
        simulator.pauseTraffic();
        System.out.println("faults " + simulator.faults().struck());
        simulator.faults().clear();
    }

    private void judge(Simulator simulator, Broker broker, Role topology, Role sink) throws Exception {
        SimulatorApi api = new SimulatorApi(simulator.url());
        Redrives redrives = new Redrives(topology.url(), shops);
        StockCheck.Outcome outcome = new Agreement(
                        api, new StockCheck(api, topology.url(), shops), Duration.ofMinutes(3))
                .await(say -> {}, redrives::pass);
        System.out.println("mutations " + simulator.progress().mutationsApplied() + " applied, "
                + simulator.progress().mutationsReplayed() + " repeated; batches given up: " + redrives.outcomes());

        assertThat(outcome.differences())
                .as(() -> topology.tail() + sink.tail())
                .isEmpty();
        assertThat(simulator.mismatches())
                .as("no delta was lost or applied twice")
                .isEmpty();
        assertThat(outcome.pending()).as("nothing is left in flight").isZero();
        assertThat(outcome.agrees()).isTrue();
        assertThat(simulator.progress().keysAppliedAgain()).isZero();
        assertThat(simulator.progress().webhooksLost()).isZero();
        assertThat(simulator.faults().struck()).containsOnlyKeys(Kind.values());
        assertThat(delivered(broker)).isEqualTo(formed(broker));
    }

    private static Set<String> formed(Broker broker) {
        return TopicReader.read(broker.bootstrapServers(), Topics.BATCHES).stream()
                .map(Batch::batchId)
                .collect(Collectors.toSet());
    }

    private static Set<String> delivered(Broker broker) {
        return TopicReader.read(broker.bootstrapServers(), Topics.DELIVERIES).stream()
                .map(Delivery::batchId)
                .collect(Collectors.toSet());
    }
}
