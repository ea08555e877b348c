package io.stocktide.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.stocktide.simulator.admin.AdminApi;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The loopback port: Admin API under {@code /shops/{shop}}, control API beside it. */
public final class SimulatorServer implements AutoCloseable {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Map<String, String> WRONG_TOKEN =
            Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)");

    private final SimulatorConfig config;
    private final AdminApi admin;
    private final Controls controls;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Javalin javalin;

    /** What the control API reads and turns. */
    public record Controls(List<ShopBook> books, Supplier<Progress> progress, Runnable pause, Runnable resume) {}

    public SimulatorServer(SimulatorConfig config, AdminApi admin, Controls controls) {
        this.config = config;
        this.admin = admin;
        this.controls = controls;
        this.javalin = Javalin.create(this::configure);
    }

    public void start() {
        javalin.start();
    }

    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig javalinConfig) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.jetty.host = "127.0.0.1";
        javalinConfig.jetty.port = config.port();
        // Clients take Shopify's time from the Date header.
        javalinConfig.jetty.modifyHttpConfiguration(http -> http.setSendDateHeader(true));
        javalinConfig
                .routes
                .post("/shops/{shop}/admin/api/" + config.webhooks().apiVersion() + "/graphql.json", this::graphQl)
                .get("/truth", ctx -> json(ctx, 200, Truth.levels(mapper, controls.books())))
                .get("/expectations", ctx -> json(ctx, 200, Truth.expectations(mapper, controls.books())))
                .get("/progress", ctx -> json(ctx, 200, controls.progress().get()))
                .get("/livez", ctx -> json(ctx, 200, Map.of("status", "ok")))
                .post("/traffic/pause", ctx -> turn(ctx, controls.pause(), "paused"))
                .post("/traffic/resume", ctx -> turn(ctx, controls.resume(), "running"));
    }

    private void graphQl(Context ctx) throws JsonProcessingException {
        String shop = ctx.pathParam("shop");
        if (!config.shops().domains().contains(shop)) {
            json(ctx, 404, Map.of("errors", "Not Found"));
            return;
        }
        if (!config.adminToken(shop).equals(ctx.header("X-Shopify-Access-Token"))) {
            json(ctx, 401, WRONG_TOKEN);
            return;
        }
        Map<String, Object> request = request(ctx);
        if (request == null || !(request.get("query") instanceof String query)) {
            json(ctx, 400, Map.of("errors", Map.of("query", "Required parameter missing or invalid")));
            return;
        }
        Map<String, Object> variables = mapper.convertValue(request.get("variables"), OBJECT);
        ctx.header("X-Shopify-API-Version", config.webhooks().apiVersion());
        json(ctx, 200, admin.answer(shop, query, variables, (String) request.get("operationName")));
    }

    /** The body as an object, or null. */
    private Map<String, Object> request(Context ctx) {
        try {
            return mapper.readValue(ctx.bodyAsBytes(), OBJECT);
        } catch (java.io.IOException e) {
            return null;
        }
    }

    private void turn(Context ctx, Runnable control, String state) throws JsonProcessingException {
        control.run();
        json(ctx, 200, Map.of("traffic", state));
    }

    private void json(Context ctx, int status, Object body) throws JsonProcessingException {
        ctx.status(status).contentType("application/json").result(mapper.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
