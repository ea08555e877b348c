package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sends what no client should, to every route that the description lists and to many that it does not. */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("requests", 100_000);
    private static final int CONNECTIONS = 8;

    @TempDir
    Path dir;

    @Test
    @Timeout(600)
    void no_request_whatever_it_holds_is_answered_with_a_500() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed + " (again by -Dseed=)");
        Map<Integer, Integer> byStatus = new ConcurrentSkipListMap<>();
        AtomicReference<String> worst = new AtomicReference<>();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (Stack stack = Stack.quiet(dir)) {
            List<String> urls = List.of(stack.stockUrl(), stack.stockUrl(), stack.ingestUrl(), stack.sinkUrl());
            List<FuzzedRequests.Route> routes = routes();
            List<Callable<Void>> senders = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                String url = urls.get(connection % urls.size());
                FuzzedRequests requests =
                        new FuzzedRequests(seed + connection, routes, Stack.SHOP, stack.token(Stack.SHOP));
                senders.add(() -> send(url, requests, byStatus, worst));
            }
            for (Future<Void> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("fuzz: answers by status " + byStatus);

        assertThat(worst.get()).as("a request that was answered with a 500").isNull();
        assertThat(byStatus).containsKeys(200, 400, 401, 404, 405);
    }

    private static Void send(
            String url, FuzzedRequests requests, Map<Integer, Integer> byStatus, AtomicReference<String> worst)
            throws Exception {
        try (RawHttp http = new RawHttp(url)) {
            for (int i = 0; i < REQUESTS / CONNECTIONS && worst.get() == null; i++) {
                byte[] request = requests.next();
                int status = http.send(request).status();
                byStatus.merge(status, 1, Integer::sum);
                if (status == 500) {
                    worst.set(url + "\n" + new String(request, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return null;
    }

    /** Of the description. A stream never ends, so it is not among them. */
    private static List<FuzzedRequests.Route> routes() throws Exception {
        JsonNode paths = Json.mapper()
                .readTree(FuzzTest.class.getResourceAsStream("/openapi.json"))
                .get("paths");
        List<FuzzedRequests.Route> routes = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!path.getKey().endsWith("/stream")) {
                        routes.add(FuzzedRequests.Route.of(method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
        return routes;
    }
}
