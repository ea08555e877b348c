package io.stocktide.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP. */
final class HttpJson {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Throws {@link IOException} where the answer is not a 200. */
    JsonNode get(String url, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    void post(String url) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Posts JSON; throws {@link IOException} where the answer is not a 200. */
    JsonNode post(String url, String token, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(request);
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri().getPath() + " answered " + answer.statusCode());
        }
        return Json.mapper().readTree(answer.body());
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Its own message is empty or names no address.
            throw new IOException("nobody answers at " + request.uri().resolve("/"), e);
        }
    }
}
