package io.stocktide.simulator.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.stocktide.simulator.admin.AdminApi;
import io.stocktide.simulator.config.SimulatorConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The Admin API over HTTP: tokens, status codes and, where a test asks for them, faults. */
final class GraphQlEndpoint {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Map<String, String> WRONG_TOKEN =
            Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)");

    /** Longer than any sensible client waits. */
    private static final long LATE_MILLIS = 15_000;

    private final SimulatorConfig config;
    private final AdminApi admin;
    private final Faults faults;
    private final ObjectMapper mapper;

    GraphQlEndpoint(SimulatorConfig config, AdminApi admin, Faults faults, ObjectMapper mapper) {
        this.config = config;
        this.admin = admin;
        this.faults = faults;
        this.mapper = mapper;
    }

    void handle(Context ctx) throws IOException {
        String shop = ctx.pathParam("shop");
        ctx.contentType("application/json")
                .header("X-Shopify-API-Version", config.webhooks().apiVersion());
        if (!config.shops().domains().contains(shop)) {
            answer(ctx, 404, Map.of("errors", "Not Found"));
        } else if (!admin.accepts(shop, ctx.header("X-Shopify-Access-Token"))) {
            answer(ctx, 401, WRONG_TOKEN);
        } else {
            serve(ctx, shop, faults.take(shop));
        }
    }

    private void serve(Context ctx, String shop, Faults.Kind fault) throws IOException {
        if (fault == Faults.Kind.UNAVAILABLE) {
            answer(ctx, 503, Map.of("errors", "Service Unavailable"));
        } else if (fault == Faults.Kind.TOO_MANY_REQUESTS) {
            ctx.header("Retry-After", "1");
            answer(ctx, 429, Map.of("errors", "Too Many Requests"));
        } else {
            evaluate(ctx, shop);
            if (fault != null) {
                spoil(ctx, fault);
            }
        }
    }

    private void evaluate(Context ctx, String shop) throws IOException {
        Map<String, Object> request = request(ctx);
        if (request == null || !(request.get("query") instanceof String query)) {
            answer(ctx, 400, Map.of("errors", Map.of("query", "Required parameter missing or invalid")));
            return;
        }
        Map<String, Object> variables = mapper.convertValue(request.get("variables"), OBJECT);
        answer(ctx, 200, admin.answer(shop, query, variables, (String) request.get("operationName")));
    }

    private void spoil(Context ctx, Faults.Kind fault) throws IOException {
        if (fault == Faults.Kind.LOST_ANSWER) {
            answer(ctx, 502, Map.of("errors", "Bad Gateway"));
        } else if (fault == Faults.Kind.HALF_ANSWER) {
            byte[] whole = ctx.resultInputStream().readAllBytes();
            ctx.result(Arrays.copyOf(whole, whole.length / 2));
        } else {
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The body as an object, or null. */
    private Map<String, Object> request(Context ctx) {
        try {
            return mapper.readValue(ctx.bodyAsBytes(), OBJECT);
        } catch (IOException e) {
            return null;
        }
    }

    private void answer(Context ctx, int status, Object body) throws IOException {
        ctx.status(status).result(mapper.writeValueAsBytes(body));
    }
}
