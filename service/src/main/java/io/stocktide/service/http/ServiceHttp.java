package io.stocktide.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** A service's HTTP server: its own routes beside {@code /livez}, {@code /readyz}, {@code /metrics}, {@code /openapi.json}. */
public final class ServiceHttp implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final HttpSettings settings;
    private final PrometheusMeterRegistry registry;
    private final Readiness readiness;
    private final Javalin javalin;

    public ServiceHttp(
            HttpSettings settings,
            PrometheusMeterRegistry registry,
            Readiness readiness,
            Consumer<RoutesConfig> routes) {
        this.settings = settings;
        this.registry = registry;
        this.readiness = readiness;
        this.javalin = Javalin.create(config -> configure(config, routes));
    }

    /** Starts to listen; throws where the port is taken. */
    public ServiceHttp start() {
        javalin.start(settings.host(), settings.port());
        return this;
    }

    public int port() {
        return javalin.port();
    }

    /** Stops accepting, lets requests under way finish within the grace, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.http.defaultContentType = "application/json";
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.stopGrace().toMillis());
            server.setHandler(new GracefulHandler());
        });
        config.routes.exception(ProblemException.class, (e, ctx) -> Problems.write(ctx, e));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> Problems.write(ctx, e));
        config.routes.exception(Exception.class, (e, ctx) -> Problems.writeUnexpected(ctx, e));
        addCommonRoutes(config.routes);
        routes.accept(config.routes);
    }

    private void addCommonRoutes(RoutesConfig routes) {
        routes.get("/livez", ctx -> ctx.contentType("text/plain").result("ok\n"));
        routes.get("/readyz", ctx -> {
            String reason = readiness.notReadyBecause().orElse("ok");
            ctx.status(reason.equals("ok") ? 200 : 503)
                    .contentType("text/plain")
                    .result(reason + "\n");
        });
        routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(registry.scrape()));
        byte[] openApi = resource("/openapi.json");
        routes.get("/openapi.json", ctx -> ctx.result(openApi));
    }

    private static byte[] resource(String name) {
        try (InputStream in = ServiceHttp.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
