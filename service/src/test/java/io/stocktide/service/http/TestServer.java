package io.stocktide.service.http;

import io.javalin.config.RoutesConfig;
import io.stocktide.service.metrics.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A {@link ServiceHttp} on a free loopback port, and a client for it. */
public final class TestServer implements AutoCloseable {
    static final HttpSettings ANY_PORT = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(10));

    private final Metrics metrics = new Metrics();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServiceHttp http;

    public TestServer(Consumer<RoutesConfig> routes) {
        this(Optional::empty, routes);
    }

    public TestServer(Readiness readiness, Consumer<RoutesConfig> routes) {
        this(ANY_PORT, readiness, routes);
    }

    TestServer(HttpSettings settings, Consumer<RoutesConfig> routes) {
        this(settings, Optional::empty, routes);
    }

    private TestServer(HttpSettings settings, Readiness readiness, Consumer<RoutesConfig> routes) {
        http = new ServiceHttp(settings, metrics.registry(), readiness, routes).start();
    }

    public ServiceHttp http() {
        return http;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    @Override
    public void close() {
        http.close();
        metrics.close();
    }
}
