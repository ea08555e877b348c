package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Waiting;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokenEntry;
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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stocktide's roles as they are shipped, with the heaps that its chart gives them. */
final class Stocktide {
    static final String GROUP = "stocktide-topology";
    static final int PARTITIONS = 4;

    private static final Duration TO_START = Duration.ofSeconds(60);
    /** With no rate to speak of: the load has one token, where channels have one each. */
    private static final int REQUESTS_PER_SECOND = 1_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Path dir;
    private final String bootstrapServers;
    private final Path shopsFile;
    private final Path tokensFile;
    private final String token;

    Stocktide(Path home, Path dir, String bootstrapServers, int shops) throws IOException {
        this.home = home;
        this.dir = dir;
        this.bootstrapServers = bootstrapServers;
        this.shopsFile = Files.writeString(dir.resolve("shops.json"), shops(shops));
        this.tokensFile = dir.resolve("tokens.json");
        this.token = new TokensOffice(tokensFile)
                .create("bench", Role.WRITE, List.of(TokenEntry.ALL_SHOPS), REQUESTS_PER_SECOND);
    }

    private static String shops(int shops) {
        return IntStream.rangeClosed(1, shops)
                .mapToObj(shop ->
                        "{\"shop\":\"%s\",\"adminToken\":\"admin-token-of-no-shop\"}".formatted(OrderBodies.shop(shop)))
                .collect(Collectors.joining(
                        ",", "{\"webhookSecrets\":[\"%s\"],\"shops\":[".formatted(Webhooks.SECRET), "]}"));
    }

    /** Opens every shop, to write and to read. */
    String token() {
        return token;
    }

    Child ingest(int port) throws Exception {
        return role("ingest", port, 512, List.of("--tokens-file", tokensFile.toString()));
    }

    /** Once it is ready; it reads what is on its topics from then on. */
    Child topology(int port) throws Exception {
        return role(
                "topology",
                port,
                768,
                List.of(
                        "--tokens-file",
                        tokensFile.toString(),
                        "--state-dir",
                        dir.resolve("state").toString(),
                        "--standbys",
                        "0",
                        // The load has no level webhooks, which would settle its orders; nobody is to be asked instead.
                        "--settling-seconds",
                        "3600"));
    }

    /** @param shopifyUrl where Shopify is, with {@code {shop}} for the shop's domain */
    Child sink(int port, String shopifyUrl) throws Exception {
        return role("sync-sink", port, 384, List.of("--shopify-url", shopifyUrl));
    }

    private Child role(String name, int port, int heapMebibytes, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/launch").toString(),
                home.resolve("bench/target/lib").toString(),
                name,
                "--bootstrap-servers",
                bootstrapServers,
                "--shops-file",
                shopsFile.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port)));
        command.addAll(options);
        Map<String, String> environment = Map.of(
                "STOCKTIDE_JAVA_OPTS",
                "-Xmx" + heapMebibytes + "m",
                "STOCKTIDE_LOG_LEVEL",
                "WARN",
                "STOCKTIDE_KAFKA_LOG_LEVEL",
                "WARN");
        Child child = Child.start(name, dir, environment, command);
        try {
            Waiting.until(TO_START, name, () -> isReady(child, port));
            return child;
        } catch (Exception e) {
            child.close();
            throw e;
        }
    }

    private boolean isReady(Child child, int port) throws InterruptedException {
        child.requireAlive();
        URI readiness = URI.create("http://127.0.0.1:" + port + "/readyz");
        try {
            return http.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }
}
