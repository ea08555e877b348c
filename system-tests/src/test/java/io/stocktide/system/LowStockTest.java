package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockAlert;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches an item hears when its stock becomes low, and when it is no longer. */
@Tag("broker")
class LowStockTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long ITEM = 990_001;
    private static final String THRESHOLD = "{\"idempotencyKey\":\"%s\",\"type\":\"threshold\",\"occurredAt\":"
            + "\"2026-11-20T10:00:00Z\",\"lines\":[{\"inventoryItemId\":\"" + ITEM + "\"%s}]}";

    @TempDir
    Path dir;

    @Test
    void a_sale_that_reaches_the_threshold_is_an_alert_and_news_of_more_takes_it_back() throws Exception {
        try (Stack stack = Stack.quiet(dir)) {
            assertThat(stack.event(THRESHOLD.formatted("watch", ",\"quantity\":5")))
                    .isEqualTo(202);
            stack.webhook("w-1", "inventory_levels/update", Stack.level(ITEM, 6));
            stack.awaitAvailable(ITEM, 6);
            assertThat(stack.read("/v1/shops/" + SHOP + "/alerts").path("alerts"))
                    .isEmpty();

            stack.event(
                    "{\"idempotencyKey\":\"sold\",\"type\":\"sale\",\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":"
                            + "[{\"inventoryItemId\":\"" + ITEM + "\",\"locationId\":\"71\",\"quantity\":1}]}");
            stack.awaitAvailable(ITEM, 5);
            stack.webhook(
                    "w-2",
                    "inventory_levels/update",
                    Stack.level(ITEM, 40).replace("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"));
            await().atMost(SOON)
                    .until(() -> stack.read("/v1/shops/" + SHOP + "/alerts")
                                    .path("alerts")
                                    .size()
                            == 2);

            JsonNode page = stack.read("/v1/shops/" + SHOP + "/alerts");
            assertThat(SchemaValidator.of("alert-page").errorsIn(page)).isEmpty();
            assertThat(page.at("/alerts/0/kind").asText()).isEqualTo("restocked");
            assertThat(page.at("/alerts/1/kind").asText()).isEqualTo("low_stock");
            assertThat(page.at("/alerts/1/available").asInt()).isEqualTo(5);
            assertThat(page.at("/alerts/1/threshold").asInt()).isEqualTo(5);
            assertThat(stack.read("/v1/shops/" + SHOP + "/alerts?limit=1").path("alerts"))
                    .hasSize(1);
            assertThat(TopicReader.read(stack.bootstrapServers(), Topics.ALERTS))
                    .extracting(StockAlert::kind)
                    .containsExactly(StockAlert.Kind.LOW_STOCK, StockAlert.Kind.RESTOCKED);
        }
    }
}
