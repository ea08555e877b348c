package io.stocktide.bench.topology;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Feed;
import io.stocktide.bench.process.Ports;
import io.stocktide.bench.process.Waiting;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokensOffice;
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

/**
 * Measures how soon the topology is back after a stop, while orders went on: its first read, and all caught up.
 *
 * @param load its warm-up comes before the stop, its orders while it is away
 * @param losesState whether its directory is empty when it comes back, so that changelogs are all it has
 */
record Restart(TopologyReader reader, Load load, boolean losesState) {
    static final List<String> COLUMNS = List.of("to first read s", "to caught up s", "peak MiB");
    static final List<Integer> DECIMALS = List.of(1, 1, 0);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final int READS_PER_SECOND = 1_000;
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    /** Returns a figure for each of {@link #COLUMNS}. */
    double[] run(Path dir, long seed) throws Exception {
        List<Child> processes = new ArrayList<>();
        try (Cluster cluster = new Cluster(dir, load.partitions());
                AutoCloseable stopping = () -> Drain.closeAll(processes);
                Feed feed = new Feed(cluster.client())) {
            OrderBodies bodies = load.bodies(seed);
            HttpRequest read = read(dir, Ports.free());
            feed.catalogue(load.shops(), load.skus());
            processes.add(start(cluster, dir, read));
            Drain.awaitRead(cluster, reader.group(), Topics.SNAPSHOTS.name(), processes);
            long units = Drain.feed(cluster, feed, bodies, load.warmUp());
            Drain.awaitRead(cluster, reader.group(), Topics.WEBHOOKS.name(), processes);
            double peakBefore = processes.get(0).peakMebibytes();
            Drain.closeAll(processes);
            if (losesState) {
                Files.move(dir.resolve("state"), dir.resolve("state-lost"));
            }
            units += Drain.feed(cluster, feed, bodies, load.orders());

            long began = System.nanoTime();
            processes.add(start(cluster, dir, read));
            double toFirstRead = awaitAnswer(read, processes, began);
            Drain.awaitRead(cluster, reader.group(), Topics.WEBHOOKS.name(), processes);
            double toCaughtUp = secondsSince(began);
            reader.requireTaken(cluster, units);
            return new double[] {
                toFirstRead, toCaughtUp, Math.max(peakBefore, processes.get(0).peakMebibytes())
            };
        }
    }

    private Child start(Cluster cluster, Path dir, HttpRequest read) throws IOException {
        return reader.start(
                cluster,
                dir,
                load,
                read.uri().getPort(),
                List.of("--tokens-file", tokens(dir).toString()));
    }

    private static double awaitAnswer(HttpRequest read, List<Child> processes, long began) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        Waiting.until(AT_MOST, "the first read", () -> {
            processes.forEach(Child::requireAlive);
            return isAnswered(http, read);
        });
        return secondsSince(began);
    }

    private static boolean isAnswered(HttpClient http, HttpRequest read) throws InterruptedException {
        try {
            return http.send(read, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // It does not listen yet, or does not answer in time.
        }
    }

    /** Of the first item of the first shop, with a token of its own. */
    private static HttpRequest read(Path dir, int port) {
        String shop = OrderBodies.shop(1);
        String url = "http://127.0.0.1:%d/v1/shops/%s/stock/%d".formatted(port, shop, OrderBodies.inventoryItemId(0));
        String token = new TokensOffice(tokens(dir)).create("bench", Role.READ, List.of(shop), READS_PER_SECOND);
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .timeout(TO_ANSWER)
                .build();
    }

    private static Path tokens(Path dir) {
        return dir.resolve("tokens.json");
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
