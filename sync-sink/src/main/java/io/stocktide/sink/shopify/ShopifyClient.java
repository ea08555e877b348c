package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.async.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** One HTTP call to Shopify. It knows nothing of retries, and its failures hold no header. */
public final class ShopifyClient {
    private final ShopifySettings settings;
    private final Workers workers;
    private final HttpClient http;

    public ShopifyClient(ShopifySettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                // A redirect would carry the token to another host.
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(workers)
                .build();
    }

    /**
     * Completes with whatever Shopify answered, of any status; fails with an {@link IOException} where no whole answer
     * came, and is cancelled where it did not come in time. Then the call may or may not have had its effect.
     */
    CompletableFuture<ShopifyAnswer> send(String shop, Secret token, GraphQlRequest request, TraceParent trace) {
        long startedNanos = System.nanoTime();
        try {
            HttpRequest httpRequest = httpRequest(settings.endpoint(shop), token, request, trace);
            return exchange(httpRequest)
                    .thenApply(response -> answer(response, Duration.ofNanos(System.nanoTime() - startedNanos)));
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message would quote a malformed token.
            return CompletableFuture.failedFuture(new IOException("the token is no header value, or the URL no URL"));
        }
    }

    /** Completes with any status, and fails as {@link #send} does; the body is bounded, and so is the whole time. */
    CompletableFuture<HttpResponse<byte[]>> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, LimitedBody.of(settings.maxAnswerBytes()));
        // HttpRequest's own timeout ends with the headers: a body that stalls would hang for ever.
        Future<?> deadline = workers.after(settings.callTimeout(), () -> exchange.cancel(true));
        return exchange.whenComplete((response, failure) -> deadline.cancel(false));
    }

    ShopifySettings settings() {
        return settings;
    }

    HttpRequest.Builder requestTo(URI endpoint) {
        boolean encrypted = "https".equals(endpoint.getScheme());
        return HttpRequest.newBuilder(endpoint)
                // In the clear, HTTP/2 would begin with an upgrade that some servers stumble over.
                .version(encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    }

    private HttpRequest httpRequest(URI endpoint, Secret token, GraphQlRequest request, TraceParent trace) {
        return requestTo(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("X-Shopify-Access-Token", token.reveal())
                .header(RecordHeaders.TRACEPARENT, trace.header())
                .POST(BodyPublishers.ofByteArray(request.body()))
                .build();
    }

    private static ShopifyAnswer answer(HttpResponse<byte[]> response, Duration elapsed) {
        return new ShopifyAnswer(
                response.statusCode(),
                json(response.body()),
                response.headers().firstValue("Date").flatMap(ShopifyClient::date),
                response.headers().firstValue("Retry-After").flatMap(ShopifyClient::seconds),
                elapsed);
    }

    static JsonNode json(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(String header) {
        try {
            // Shopify writes fractions here, such as 2.0.
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(header) * 1_000)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
