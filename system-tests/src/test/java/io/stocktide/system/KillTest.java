package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.simulator.Simulator;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.SimulatedShops;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole of {@code up} as an operator's machine might, while Shopify goes on. */
@Tag("process")
class KillTest {
    private static final int KILLS = 3;
    /** The moment of a kill after traffic is back: within its work, or while it restores what it lost. */
    private static final int MAX_LIFE_MILLIS = 5_000;
    /** So small that RocksDB has flushed what was not committed, and exactly-once must wipe the stores. */
    private static final String SMALL_MEMTABLES = "-Dstocktide.rocksdb.memtable.bytes=65536";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private Path shopsFile;
    private Path log;

    @Test
    void up_killed_at_any_moment_with_its_stores_wiped_and_started_again_ends_in_shopifys_stock() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed + " (again by -Dseed=)");
        Random random = new Random(seed);
        shopsFile = dir.resolve("shops.json");
        log = dir.resolve("up.log");
        GeneratedShops.ensure(shopsFile, 2);
        int ingestPort = Ports.free();
        int topologyPort = Ports.free();
        try (Simulator simulator = simulator(ShopsFile.read(shopsFile), seed, ingestPort)) {
            simulator.start();
            Process up = up(simulator, ingestPort, topologyPort);
            try {
                awaitReady(topologyPort);
                simulator.startTraffic();
                for (int kill = 0; kill < KILLS; kill++) {
                    // Not before it has taken something more, or there would be nothing to lose.
                    long taken = simulator.progress().webhooksDelivered() + 20;
                    await().atMost(Duration.ofSeconds(90))
                            .until(() -> simulator.progress().webhooksDelivered() >= taken);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_LIFE_MILLIS));
                    up.destroyForcibly().waitFor();
                    up = up(simulator, ingestPort, topologyPort);
                }
                awaitReady(topologyPort);

                assertThat(check(simulator, topologyPort)).as(() -> tail(log)).isZero();
                assertThat(simulator.progress().webhooksLost()).isZero();
                assertThat(Files.readString(log)).contains("TaskCorruptedException");
            } finally {
                up.destroyForcibly().waitFor();
            }
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

    private Process up(Simulator simulator, int ingestPort, int topologyPort) throws IOException {
        return stocktide(
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
    }

    /** The exit code of {@code stocktide check}: 0 where all agree. */
    private int check(Simulator simulator, int topologyPort) throws Exception {
        Process check = stocktide(
                "check",
                "--shops-file",
                shopsFile.toString(),
                "--simulator-url",
                simulator.url(),
                "--stock-url",
                "http://127.0.0.1:" + topologyPort,
                "--timeout-seconds",
                "180");
        assertThat(check.waitFor(240, TimeUnit.SECONDS)).isTrue();
        tail(log).lines().filter(line -> line.contains(" levels, ")).forEach(System.out::println);
        return check.exitValue();
    }

    private Process stocktide(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                SMALL_MEMTABLES,
                "-cp",
                System.getProperty("java.class.path"),
                "io.stocktide.standalone.cli.Stocktide"));
        command.addAll(List.of(arguments));
        File output = log.toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private void awaitReady(int topologyPort) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + topologyPort + "/readyz"))
                .build();
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }
}
