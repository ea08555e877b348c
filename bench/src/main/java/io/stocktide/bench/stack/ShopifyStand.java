package io.stocktide.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.http.BoundedBody;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands in for Shopify's API towards the sink, in this process: it takes {@code inventoryAdjustQuantities} after 50 ms,
 * once for each idempotency key. It has no cost budget and names no figure after the change; it knows of no orders, so
 * it would have to name a wrong one. It sends no webhook about the change.
 */
final class ShopifyStand implements AutoCloseable {
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final String ANSWER = """
            {"data":{"inventoryAdjustQuantities":{"inventoryAdjustmentGroup":{"createdAt":"%s","changes":[]},\
            "userErrors":[]}}}""";

    private final Executor later = CompletableFuture.delayedExecutor(LATENCY.toMillis(), TimeUnit.MILLISECONDS);
    private final Map<String, Long> arrivedNanos = new ConcurrentHashMap<>();
    private final LongAdder units = new LongAdder();
    private final ServiceHttp http = new ServiceHttp(
                    new HttpSettings("127.0.0.1", 0, Duration.ZERO),
                    new Metrics().registry(),
                    Optional::empty,
                    routes -> routes.post("/{shop}/admin/api/{version}/graphql.json", this::answer))
            .start();

    /** As the sink takes it. */
    String url() {
        return "http://127.0.0.1:" + http.port() + "/{shop}";
    }

    /** Units that all mutations took off together. */
    long units() {
        return units.sum();
    }

    /** When the mutation with that key came first, by {@link System#nanoTime}; null where it never came. */
    Long arrivedNanos(String key) {
        return arrivedNanos.get(key);
    }

    private void answer(Context ctx) throws IOException {
        long nanos = System.nanoTime();
        JsonNode variables =
                Json.mapper().readTree(BoundedBody.read(ctx, MAX_BODY_BYTES)).path("variables");
        String key = variables.path("key").asText();
        JsonNode changes = variables.path("input").path("changes");
        if (key.isEmpty() || changes.isEmpty()) {
            ctx.status(400); // A question, or a set: nothing in the load leads to one.
            return;
        }
        if (arrivedNanos.putIfAbsent(key, nanos) == null) {
            changes.forEach(change -> units.add(-change.path("delta").asLong()));
        }
        ctx.contentType("application/json")
                .future(() -> CompletableFuture.runAsync(() -> ctx.result(ANSWER.formatted(Instant.now())), later));
    }

    @Override
    public void close() {
        http.close();
    }
}
