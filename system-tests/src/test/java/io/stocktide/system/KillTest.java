package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.simulator.Simulator;
import io.stocktide.standalone.check.Agreement;
import io.stocktide.standalone.check.SimulatorApi;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.SimulatedShops;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole of {@code up} as an operator's machine might, while Shopify goes on. */
@Tag("process")
class KillTest {
    private static final int KILLS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    @Test
    void up_killed_at_any_moment_and_started_again_ends_in_shopifys_stock() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed + " (again by -Dseed=)");
        Random random = new Random(seed);
        Path shopsFile = dir.resolve("shops.json");
        GeneratedShops.ensure(shopsFile, 2);
        ShopDirectory shops = ShopsFile.read(shopsFile);
        int ingestPort = freePort();
        int topologyPort = freePort();
        try (Simulator simulator = simulator(shops, seed, ingestPort)) {
            simulator.start();
            Process up = up(simulator, ingestPort, topologyPort, shopsFile);
            simulator.startTraffic();
            for (int kill = 0; kill < KILLS; kill++) {
                long orders = simulator.progress().orders() + 20 + random.nextInt(80);
                awaitReady(topologyPort);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> simulator.progress().orders() >= orders);
                up.destroyForcibly().waitFor();
                up = up(simulator, ingestPort, topologyPort, shopsFile);
            }
            awaitReady(topologyPort);
            SimulatorApi api = new SimulatorApi(simulator.url());
            StockCheck check = new StockCheck(api, "http://127.0.0.1:" + topologyPort, shops);
            StockCheck.Outcome outcome = new Agreement(api, check, Duration.ofSeconds(180)).awaitPaused(say -> {});
            up.destroyForcibly().waitFor();

            assertThat(outcome.differences()).isEmpty();
            assertThat(outcome.unexpected()).isZero();
            assertThat(simulator.progress().webhooksLost()).isZero();
        }
    }

    private static Simulator simulator(ShopDirectory shops, long seed, int ingestPort) {
        URI ingest = URI.create("http://127.0.0.1:" + ingestPort);
        return new Simulator(SimulatedShops.of(shops)
                .seed(seed)
                .skus(30)
                .orders(0)
                .ordersPerSecond(15)
                .channelSales(2_000)
                .webhookUrl(ingest.resolve("/webhooks"))
                .channelUrl(ingest)
                .build());
    }

    private Process up(Simulator simulator, int ingestPort, int topologyPort, Path shopsFile) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.stocktide.standalone.cli.Stocktide",
                "up",
                "--data-dir",
                dir.resolve("data").toString(),
                "--shops-file",
                shopsFile.toString(),
                "--shopify-url",
                simulator.url() + "/shops/{shop}",
                "--ingest-port",
                Integer.toString(ingestPort),
                "--topology-port",
                Integer.toString(topologyPort),
                "--sink-port",
                "0",
                "--broker-port",
                "0");
        File log = dir.resolve("up.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private void awaitReady(int topologyPort) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + topologyPort + "/readyz"))
                .build();
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
