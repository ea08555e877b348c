package io.stocktide.bench.stack;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Roles;
import io.stocktide.bench.process.Waiting;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokenEntry;
import io.stocktide.service.access.TokensOffice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stocktide's roles with the heaps that its chart gives them, each once it is ready. */
final class Stocktide {
    static final int PARTITIONS = 4;

    private static final Duration TO_START = Duration.ofSeconds(60);
    /** With no rate to speak of: the load has one token, where channels have one each. */
    private static final int REQUESTS_PER_SECOND = 1_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Roles roles;
    private final List<String> tokens;
    private final String token;

    Stocktide(Path home, Path dir, String bootstrapServers, int shops) throws IOException {
        this.roles = new Roles(home, dir, bootstrapServers, shops, Map.of());
        Path tokensFile = dir.resolve("tokens.json");
        this.tokens = List.of("--tokens-file", tokensFile.toString());
        this.token = new TokensOffice(tokensFile)
                .create("bench", Role.WRITE, List.of(TokenEntry.ALL_SHOPS), REQUESTS_PER_SECOND);
    }

    /** Opens every shop, to write and to read. */
    String token() {
        return token;
    }

    Child ingest(int port) throws Exception {
        return ready(roles.start("ingest", port, 512, tokens), port);
    }

    /** It reads what is on its topics from now on. */
    Child topology(int port) throws Exception {
        return ready(roles.topology(port, 768, tokens), port);
    }

    /** @param shopifyUrl where Shopify is, with {@code {shop}} for the shop's domain */
    Child sink(int port, String shopifyUrl) throws Exception {
        return ready(roles.start("sync-sink", port, 384, List.of("--shopify-url", shopifyUrl)), port);
    }

    private Child ready(Child child, int port) throws Exception {
        try {
            Waiting.until(TO_START, child.name(), () -> isReady(child, port));
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
