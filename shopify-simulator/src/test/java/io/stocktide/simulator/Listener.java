package io.stocktide.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes webhooks and marketplace events on a loopback port, keeps them, and answers as a test tells it to. */
final class Listener implements AutoCloseable {
    static final ObjectMapper MAPPER = new ObjectMapper();

    record Received(String topic, String id, String eventId, String triggeredAt, String hmac, String shop, String raw) {
        JsonNode body() {
            try {
                return MAPPER.readTree(raw);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    final List<Received> webhooks = new CopyOnWriteArrayList<>();
    final List<JsonNode> channelEvents = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    volatile Function<Received, Integer> answer = received -> 200;
    volatile Function<JsonNode, Integer> channelAnswer = event -> 202;
    private final Javalin javalin;

    Listener() {
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.routes.post("/webhooks", this::webhook);
            config.routes.post("/v1/shops/{shop}/channel-events", this::channelEvent);
        });
        javalin.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + javalin.port() + path);
    }

    List<Received> ofTopic(String topic) {
        return webhooks.stream().filter(w -> w.topic().equals(topic)).toList();
    }

    private void webhook(Context ctx) {
        Received received = new Received(
                ctx.header("X-Shopify-Topic"),
                ctx.header("X-Shopify-Webhook-Id"),
                ctx.header("X-Shopify-Event-Id"),
                ctx.header("X-Shopify-Triggered-At"),
                ctx.header("X-Shopify-Hmac-Sha256"),
                ctx.header("X-Shopify-Shop-Domain"),
                new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8));
        webhooks.add(received);
        ctx.status(answer.apply(received));
    }

    private void channelEvent(Context ctx) throws IOException {
        JsonNode event = MAPPER.readTree(ctx.bodyAsBytes());
        channelEvents.add(event);
        authorizations.add(String.valueOf(ctx.header("Authorization")));
        ctx.status(channelAnswer.apply(event));
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
