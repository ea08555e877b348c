package io.stocktide.simulator;

import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.orders.Units;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookRulesTest {
    @Test
    void aDuplicateHasTheSameIdAndTheSameBody() {
        try (Bench bench = new Bench(config -> config.duplicateShare(1).maxReorderDelayMillis(50))) {
            bench.simulator.createOrder(SHOP, new Units(bench.item(0).id(), 1));
            bench.awaitDelivered();

            var byId = bench.listener.webhooks.stream().collect(Collectors.groupingBy(Listener.Received::id));
            assertThat(byId.values()).isNotEmpty().allSatisfy(pair -> {
                assertThat(pair).hasSize(2);
                assertThat(pair.get(0)).isEqualTo(pair.get(1));
            });
            assertThat(bench.simulator.progress().duplicatesSent()).isEqualTo(byId.size());
        }
    }

    @Test
    void aBodyIsBuiltWhenItIsSentSoThatZeroTenZeroArrivesAsTwoEqualBodies() {
        try (Bench bench = new Bench(config -> config.reorderShare(1).maxReorderDelayMillis(300))) {
            Item item = bench.item(0);
            bench.simulator.manualEdit(SHOP, item.id(), bench.firstLocation(), 10);
            bench.simulator.manualEdit(SHOP, item.id(), bench.firstLocation(), 0);
            bench.awaitDelivered();

            List<JsonNode> bodies = bench.listener.ofTopic("inventory_levels/update").stream()
                    .map(Listener.Received::body)
                    .toList();
            assertThat(bodies).hasSize(2);
            assertThat(bodies).allMatch(body -> body.get("available").asInt() == 0);
        }
    }

    @Test
    void aRetryKeepsTheBodyOfTheFirstAttempt() {
        try (Bench bench = new Bench(config -> config.retryDelays(List.of(Duration.ofMillis(400))))) {
            AtomicInteger attempts = new AtomicInteger();
            bench.listener.answer = w -> attempts.incrementAndGet() == 1 ? 500 : 200;
            Item item = bench.item(0);

            bench.simulator.manualEdit(SHOP, item.id(), bench.firstLocation(), 10);
            await().until(() -> attempts.get() >= 1);
            bench.simulator.manualEdit(SHOP, item.id(), bench.firstLocation(), 0);
            bench.awaitDelivered();

            var first = bench.listener.webhooks.get(0);
            assertThat(bench.listener.webhooks.stream().filter(w -> w.id().equals(first.id())))
                    .hasSize(2)
                    .allMatch(w -> w.raw().equals(first.raw()));
            assertThat(first.body().get("available").asInt()).isEqualTo(10);
        }
    }

    @Test
    void aWebhookIsLostAfterTheLastRetry() {
        try (Bench bench = new Bench(config -> config)) {
            bench.listener.answer = w -> 302;
            bench.simulator.manualEdit(SHOP, bench.item(0).id(), bench.firstLocation(), 10_000);
            bench.awaitDelivered();

            assertThat(bench.simulator.progress().webhooksLost()).isPositive();
            assertThat(bench.simulator.progress().webhooksDelivered()).isZero();
            assertThat(bench.listener.ofTopic("inventory_levels/update")).hasSize(3);
        }
    }

    @Test
    void theHmacVerifiesOverTheRawBytes() throws Exception {
        try (Bench bench = new Bench(config -> config.webhookSecret("s3cret"))) {
            bench.simulator.createOrder(SHOP, new Units(bench.item(0).id(), 1));
            bench.awaitDelivered();

            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (Listener.Received webhook : bench.listener.webhooks) {
                byte[] expected = mac.doFinal(webhook.raw().getBytes(StandardCharsets.UTF_8));
                assertThat(Base64.getDecoder().decode(webhook.hmac())).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyWebhookOfOneActionSharesTheEventIdAndNamesItsTimeToTheNanosecond() {
        try (Bench bench = new Bench(config -> config)) {
            bench.simulator.createOrder(SHOP, new Units(bench.item(0).id(), 1));
            bench.awaitDelivered();

            assertThat(bench.listener.webhooks.stream().map(Listener.Received::topic))
                    .contains("orders/create", "orders/paid", "orders/updated", "inventory_levels/update");
            assertThat(bench.listener.webhooks.stream()
                            .map(Listener.Received::eventId)
                            .distinct())
                    .hasSize(1);
            assertThat(bench.listener.webhooks).allMatch(w -> w.triggeredAt().matches(".*\\.\\d{9}Z"));
        }
    }

    @Test
    void anOrderBodyIsAsLargeAsShopifysAndNamesNeitherInventoryItemNorLocation() {
        try (Bench bench = new Bench(config -> config)) {
            Order order = bench.simulator.createOrder(
                    SHOP,
                    new Units(bench.item(0).id(), 1),
                    new Units(bench.item(1).id(), 2));
            bench.awaitDelivered();

            Listener.Received created = bench.listener.ofTopic("orders/create").get(0);
            assertThat(created.raw().length()).isBetween(6_000, 10_000);
            assertThat(created.raw()).doesNotContain("inventory_item_id").contains("@example.com");
            assertThat(created.body().get("location_id").isNull()).isTrue();
            assertThat(created.body().get("id").asLong()).isEqualTo(order.id());
            assertThat(created.body().get("created_at").asText()).matches("\\d{4}-.*T\\d\\d:\\d\\d:\\d\\d-05:00");
        }
    }

    @Test
    void theCatalogIsAnnouncedWithVariantsThatNameTheirInventoryItems() {
        try (Bench bench = new Bench(config -> config)) {
            bench.simulator.announce(SHOP);
            bench.awaitDelivered();

            assertThat(bench.listener.ofTopic("locations/create")).hasSize(2);
            assertThat(bench.listener.ofTopic("inventory_items/create")).hasSize(30);
            long variants = bench.listener.ofTopic("products/create").stream()
                    .mapToLong(w -> w.body().get("variants").size())
                    .sum();
            assertThat(variants).isEqualTo(30);
            assertThat(bench.listener.ofTopic("inventory_levels/connect").size())
                    .isEqualTo(bench.listener.ofTopic("inventory_levels/update").size());
        }
    }
}
