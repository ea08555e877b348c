package io.stocktide.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.stocktide.simulator.admin.AdminApi;
import io.stocktide.simulator.config.FaultTimes;
import io.stocktide.simulator.config.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The Admin API over HTTP: tokens, status codes and faults. */
final class GraphQlEndpoint {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Map<String, String> WRONG_TOKEN =
            Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)");

    private final SimulatorConfig config;
    private final FaultTimes times;
    private final AdminApi admin;
    private final Faults faults;
    private final ObjectMapper mapper;

    /** A request as it can be evaluated. */
    private record Call(String shop, String query, Map<String, Object> variables, String operationName) {}

    GraphQlEndpoint(SimulatorConfig config, AdminApi admin, Faults faults, ObjectMapper mapper) {
        this.config = config;
        this.times = config.admin().faultTimes();
        this.admin = admin;
        this.faults = faults;
        this.mapper = mapper;
    }

    void handle(Context ctx) {
        String shop = ctx.pathParam("shop");
        ctx.contentType("application/json")
                .header("X-Shopify-API-Version", config.webhooks().apiVersion());
        if (!config.shops().domains().contains(shop)) {
            answer(ctx, 404, Map.of("errors", "Not Found"));
        } else if (!admin.accepts(shop, ctx.header("X-Shopify-Access-Token")) || faults.isRevoked(shop)) {
            answer(ctx, 401, WRONG_TOKEN);
        } else {
            serve(ctx, shop);
        }
    }

    private void serve(Context ctx, String shop) {
        Call call = call(ctx, shop);
        if (call == null) {
            answer(ctx, 400, Map.of("errors", Map.of("query", "Required parameter missing or invalid")));
            return;
        }
        Faults.Kind fault = faults.take(shop);
        if (fault == null) {
            after(ctx, faults.latency(shop), () -> evaluate(ctx, call));
        } else {
            fail(ctx, call, fault);
        }
    }

    private void fail(Context ctx, Call call, Faults.Kind fault) {
        switch (fault) {
            case UNAVAILABLE -> answer(ctx, 503, Map.of("errors", "Service Unavailable"));
            case TOO_MANY_REQUESTS ->
                answer(ctx.header("Retry-After", "1"), 429, Map.of("errors", "Too Many Requests"));
            case TOKEN_REVOKED -> answer(ctx, 401, WRONG_TOKEN);
            case RESET_BEFORE -> ConnectionReset.of(ctx);
            case HANG -> after(ctx, times.hang(), () -> answer(ctx, 503, Map.of("errors", "Service Unavailable")));
            case SLOW -> after(ctx, times.slow(), () -> evaluate(ctx, call));
            case KEY_UNDER_WAY -> hold(ctx, call);
            case STALE -> {
                admin.meddle(call.shop(), call.variables());
                evaluate(ctx, call);
            }
            case THROTTLED -> {
                admin.drain(call.shop());
                evaluate(ctx, call);
            }
            case LOST_ANSWER, HALF_ANSWER, RESET_AFTER, LATE_ANSWER -> {
                evaluate(ctx, call);
                spoil(ctx, fault);
            }
        }
    }

    private void spoil(Context ctx, Faults.Kind fault) {
        switch (fault) {
            case LOST_ANSWER -> answer(ctx, 502, Map.of("errors", "Bad Gateway"));
            case HALF_ANSWER -> halve(ctx);
            case RESET_AFTER -> ConnectionReset.of(ctx);
            default -> after(ctx, times.late(), () -> {});
        }
    }

    private static void halve(Context ctx) {
        try {
            byte[] whole = ctx.resultInputStream().readAllBytes();
            ctx.result(Arrays.copyOf(whole, whole.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hold(Context ctx, Call call) {
        String key = admin.idempotencyKey(call.query(), call.variables()).orElse("");
        admin.begin(call.shop(), key);
        after(ctx, times.late(), () -> {
            admin.end(call.shop(), key);
            evaluate(ctx, call);
        });
    }

    /** Holds no thread meanwhile, so that a shop that hangs takes nothing from the others. */
    private static void after(Context ctx, Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            ctx.future(() -> CompletableFuture.runAsync(
                    step, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)));
        }
    }

    private void evaluate(Context ctx, Call call) {
        answer(ctx, 200, admin.answer(call.shop(), call.query(), call.variables(), call.operationName()));
    }

    /** The body as a call, or null. */
    private Call call(Context ctx, String shop) {
        try {
            Map<String, Object> body = mapper.readValue(ctx.bodyAsBytes(), OBJECT);
            return body != null && body.get("query") instanceof String query
                    ? new Call(shop, query, mapper.convertValue(body.get("variables"), OBJECT), (String)
                            body.get("operationName"))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void answer(Context ctx, int status, Object body) {
        try {
            ctx.status(status).result(mapper.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer always has JSON", e);
        }
    }
}
