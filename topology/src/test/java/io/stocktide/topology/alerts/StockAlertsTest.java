package io.stocktide.topology.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.topology.topics.MockTopics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StockAlertsTest {
    private static final String TOPIC = Topics.ALERTS.name();
    private static final String SHOP = "a-shop.myshopify.com";

    private final MockTopics topics = new MockTopics().empty(TOPIC);
    private final StockAlerts alerts = new StockAlerts(topics.reader());

    private void said(String shop, long itemId) {
        Cause cause = new Cause(Cause.Kind.WEBHOOK, "w", null, null, null);
        StockAlert alert =
                new StockAlert(shop, StockAlert.Kind.LOW_STOCK, itemId, null, null, 1, 2L, cause, Instant.EPOCH);
        topics.record(
                TOPIC,
                Keys.item(shop, itemId),
                Topics.ALERTS.valueSerde().serializer().serialize(TOPIC, alert));
    }

    @Test
    void the_newest_come_first_and_no_more_than_asked_for() {
        for (long itemId = 1; itemId <= 5; itemId++) {
            said(SHOP, itemId);
        }

        assertThat(alerts.newest(SHOP, 3))
                .extracting(StockAlert::inventoryItemId)
                .containsExactly(5L, 4L, 3L);
    }

    @Test
    void another_shops_alerts_on_the_same_partition_are_not_shown() {
        said(SHOP, 1);
        said(SHOP + ".au", 2);

        assertThat(alerts.newest(SHOP, 10))
                .extracting(StockAlert::inventoryItemId)
                .containsExactly(1L);
    }

    @Test
    void they_are_looked_for_further_back_until_there_are_enough() {
        said(SHOP, 1);
        for (long other = 0; other < 5_000; other++) {
            said("another", other);
        }

        assertThat(alerts.newest(SHOP, 10))
                .extracting(StockAlert::inventoryItemId)
                .containsExactly(1L);
    }

    @Test
    void what_is_no_alert_is_passed_over() {
        said(SHOP, 1);
        topics.record(TOPIC, Keys.item(SHOP, 2), "no alert".getBytes(StandardCharsets.UTF_8));

        assertThat(alerts.newest(SHOP, 10)).hasSize(1);
        assertThat(alerts.newest("nobody", 10)).isEmpty();
    }
}
