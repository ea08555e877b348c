package io.stocktide.simulator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.config.SimulatorConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A simulator with a listener behind it, and hands to work both. */
final class Bench implements AutoCloseable {
    static final String SHOP = "shop-1.myshopify.com";

    /** A clock that a test moves. */
    static final class HandClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final Listener listener = new Listener();
    final Simulator simulator;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Without duplicates or delays, unless the test asks for them. */
    Bench(UnaryOperator<SimulatorConfigBuilder> settings) {
        SimulatorConfigBuilder calm = SimulatorConfig.builder()
                .skus(30)
                .duplicateShare(0)
                .reorderShare(0)
                .retryDelays(List.of(Duration.ofMillis(50), Duration.ofMillis(100)))
                .webhookUrl(listener.url("/webhooks"))
                .channelUrl(listener.url(""));
        simulator = new Simulator(settings.apply(calm).build());
        simulator.start();
    }

    Item item(int position) {
        return simulator.items(SHOP).get(position);
    }

    long firstLocation() {
        return simulator.locations(SHOP).get(0).id();
    }

    int available(Item item) {
        return simulator.available(SHOP, item.id(), firstLocation()).orElseThrow();
    }

    void awaitDelivered() {
        await().atMost(Duration.ofSeconds(20)).until(() -> simulator.progress().webhooksPending() == 0);
    }

    void awaitQuiet() {
        await().atMost(Duration.ofSeconds(60)).until(() -> simulator.progress().quiet());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String token, String body) {
        return send(HttpRequest.newBuilder(URI.create(simulator.adminUrl(SHOP) + "/admin/api/2026-10/graphql.json"))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Access-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    JsonNode get(String path) {
        return json(
                send(HttpRequest.newBuilder(URI.create(simulator.url() + path)).build())
                        .body());
    }

    JsonNode graphQl(String query, Map<String, Object> variables) {
        try {
            String body = Listener.MAPPER.writeValueAsString(Map.of("query", query, "variables", variables));
            return json(post(simulator.config().adminToken(SHOP), body).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return Listener.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Override
    public void close() {
        simulator.close();
        listener.close();
    }
}
