package io.stocktide.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.stocktide.simulator.admin.AdminApi;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The loopback port: Admin API under {@code /shops/{shop}}, control API beside it. */
public final class SimulatorServer implements AutoCloseable {
    private final SimulatorConfig config;
    private final Controls controls;
    private final FaultRoutes faults;
    private final GraphQlEndpoint graphQl;
    private final AdminApi admin;
    private final TokenEndpoint tokens;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Javalin javalin;

    /** What the control API reads and turns. */
    public record Controls(List<ShopBook> books, Supplier<Progress> progress, Runnable pause, Runnable resume) {}

    public SimulatorServer(SimulatorConfig config, AdminApi admin, Faults faults, Controls controls) {
        this.config = config;
        this.faults = new FaultRoutes(faults, config.shops().domains(), mapper);
        this.controls = controls;
        this.admin = admin;
        this.tokens = new TokenEndpoint(config, admin, mapper);
        this.graphQl = new GraphQlEndpoint(config, admin, faults, mapper);
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
        javalinConfig.jetty.host = config.host();
        javalinConfig.jetty.port = config.port();
        // Clients take Shopify's time from the Date header.
        javalinConfig.jetty.modifyHttpConfiguration(http -> http.setSendDateHeader(true));
        String version = config.webhooks().apiVersion();
        javalinConfig
                .routes
                .post("/shops/{shop}/admin/api/" + version + "/graphql.json", graphQl::handle)
                .post("/shops/{shop}/admin/oauth/access_token", tokens::handle)
                .get("/bulk/{shop}/{name}", this::bulkResult)
                .get("/truth", ctx -> json(ctx, Truth.levels(mapper, controls.books())))
                .get(
                        "/expectations",
                        ctx -> json(ctx, Truth.expectations(mapper, controls.books(), admin.appliedKeys())))
                .get("/progress", ctx -> json(ctx, controls.progress().get()))
                .get("/livez", ctx -> json(ctx, Map.of("status", "ok")))
                .post("/traffic/pause", ctx -> turn(ctx, controls.pause(), "paused"))
                .post("/traffic/resume", ctx -> turn(ctx, controls.resume(), "running"))
                .get("/faults", faults::list)
                .post("/faults", faults::plan)
                .delete("/faults", faults::clear)
                .post("/faults/{shop}/latency", faults::latency)
                .post("/faults/{shop}/token_restored", faults::restore)
                .post("/faults/{shop}/{kind}", faults::inject);
    }

    /** The address is its own credential, as on Shopify's storage. */
    private void bulkResult(Context ctx) throws IOException {
        Optional<Path> file = admin.bulkResult(ctx.pathParam("shop"), ctx.pathParam("name"));
        if (file.isEmpty()) {
            json(ctx.status(404), Map.of("error", "there is no such result"));
        } else {
            ctx.contentType("application/jsonl").result(Files.newInputStream(file.get()));
        }
    }

    private void turn(Context ctx, Runnable control, String state) throws IOException {
        control.run();
        json(ctx, Map.of("traffic", state));
    }

    private void json(Context ctx, Object body) throws IOException {
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
