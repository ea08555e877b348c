package io.stocktide.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Shopify that refuses all mutations and says a word in each of its errors, as if it repeated what it was told. */
final class TalkativeShopify implements AutoCloseable {
    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final List<Answer> answers;
    private final Answer toQueries;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger mutations = new AtomicInteger();

    TalkativeShopify(String word) {
        this.toQueries = graphQlError("NO_SUCH_CODE", word);
        this.answers = List.of(
                userError("[\"input\", \"changes\", \"0\"]", "\"INVALID_INVENTORY_ITEM\"", word),
                userError("[\"input\", \"changes\", \"0\"]", "\"" + word + " is no code\"", word),
                userError("null", "null", word),
                graphQlError("INVALID_FIELD_ARGUMENTS", word),
                graphQlError(word + "@example.com", word),
                new Answer(400, word),
                new Answer(503, word),
                new Answer(200, "{\"data\": " + word),
                new Answer(401, "{\"errors\": \"" + word + "\"}"));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    private static Answer userError(String field, String code, String word) {
        return new Answer(
                200,
                "{\"data\": {\"inventoryAdjustQuantities\": {\"inventoryAdjustmentGroup\": null, \"userErrors\": [{\"field\": "
                        + field + ", \"code\": " + code + ", \"message\": \"" + word + " is not\"}]}}}");
    }

    private static Answer graphQlError(String code, String word) {
        return new Answer(
                200,
                "{\"data\": null, \"errors\": [{\"message\": \"" + word + "\", \"extensions\": {\"code\": \"" + code
                        + "\"}}]}");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/{shop}";
    }

    /** How many kinds of answer there are. */
    int answers() {
        return answers.size();
    }

    /** The next mutation gets this answer; those after it the first. */
    void answerNextWith(int answer) {
        next.set(answer);
    }

    int mutations() {
        return mutations.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean mutation = request.contains("mutation ");
        Answer answer = mutation ? answers.get(next.getAndSet(0)) : toQueries;
        if (mutation) {
            mutations.incrementAndGet();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
