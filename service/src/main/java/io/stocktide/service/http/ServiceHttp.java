package io.stocktide.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stocktide.service.docs.DocsPage;
import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** A service's HTTP server: its own routes beside {@code /livez}, {@code /readyz}, {@code /metrics}, {@code /openapi.json}, {@code /docs}. */
public final class ServiceHttp implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    /** An order's webhook with its head, so that one read of the socket is enough. Of a pool, and only while it is read. */
    private static final int READ_BYTES = 16 * 1024;

    private static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);

    private final HttpSettings settings;
    private final PrometheusMeterRegistry registry;
    private final Readiness readiness;
    private final Optional<TlsListener> tls;
    private final Javalin javalin;

    /** Throws {@link ConfigException} where the certificate or its key is not as it should be. */
    public ServiceHttp(
            HttpSettings settings,
            PrometheusMeterRegistry registry,
            Readiness readiness,
            Consumer<RoutesConfig> routes) {
        this.settings = settings;
        this.registry = registry;
        this.readiness = readiness;
        this.tls = settings.tls().map(TlsListener::new);
        this.javalin = Javalin.create(config -> configure(config, routes));
    }

    /** Starts to listen; throws {@link ConfigException} where the port is taken or not allowed. */
    public ServiceHttp start() {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new ConfigException("cannot listen on " + settings.host() + ":" + settings.port()
                    + ": the port is taken or not allowed");
        }
        tls.ifPresent(TlsListener::start);
        return this;
    }

    public int port() {
        return javalin.port();
    }

    /** What it answers, as "METHOD /path" with path parameters in braces: the routes that its description must list. */
    public Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(route -> route.endpoint.method.isHttpMethod())
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Stops accepting, lets requests under way finish within the grace, and stops. */
    @Override
    public void close() {
        tls.ifPresent(TlsListener::close);
        javalin.stop();
    }

    private void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.http.defaultContentType = "application/json";
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setSendServerVersion(false);
            // Ids, times and signatures differ each time: a connection that remembers them meets none again.
            http.setHeaderCacheSize(0);
        });
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.stopGrace().toMillis());
            server.setHandler(handlers());
            server.setErrorHandler(new JettyProblems());
        });
        config.jetty.addConnector(this::connector);
        config.routes.exception(ProblemException.class, (e, ctx) -> Problems.write(ctx, e));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> Problems.write(ctx, e));
        config.routes.exception(Exception.class, (e, ctx) -> Problems.writeUnexpected(ctx, e));
        addCommonRoutes(config.routes);
        routes.accept(config.routes);
    }

    /** Around whatever Javalin answers. */
    private Handler.Singleton handlers() {
        GracefulHandler graceful = new GracefulHandler();
        if (!settings.corsOrigins().isEmpty()) {
            graceful.setHandler(CorsOrigins.handler(settings.corsOrigins()));
        }
        return graceful;
    }

    private Connector connector(Server server, HttpConfiguration http) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        plain.setInputBufferSize(READ_BYTES);
        ServerConnector connector = tls.map(listener -> listener.connector(server, plain))
                .orElseGet(() -> new ServerConnector(server, plain));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        // A stop closes kept-alive connections once they have been idle for so long. Requests under way are not idle.
        connector.setShutdownIdleTimeout(IDLE_WHILE_STOPPING.toMillis());
        return connector;
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
        new DocsPage().accept(routes);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ServiceHttp.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
