package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.state.AgendaCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopologyMetricsTest {
    private static final long ITEM = 11;
    private static final long VARIANT = 31;
    private static final long HERE = 71;

    private final TestShop shop = new TestShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_level_that_is_older_than_what_is_known_is_out_of_order_and_one_of_the_same_second_is_not() {
        shop.level(ITEM, HERE, 10, 5).level(ITEM, HERE, 9, 5);
        assertThat(outOfOrder("webhooks")).isZero();

        shop.level(ITEM, HERE, 99, 4);
        assertThat(outOfOrder("webhooks")).isEqualTo(1);
    }

    @Test
    void an_order_that_is_older_than_the_version_known_is_out_of_order() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1);
        shop.webhook("orders/updated", TestShop.orderBody(500, 9, VARIANT, 3, "[]"));
        assertThat(outOfOrder("webhooks")).isZero();

        shop.order(500, 3, VARIANT, 2);
        assertThat(outOfOrder("webhooks")).isEqualTo(1);
    }

    @Test
    void a_snapshot_that_was_read_before_what_a_webhook_told_is_out_of_order() {
        shop.level(ITEM, HERE, 10, 9);
        shop.snapshot(new Snapshot(
                TestShop.SHOP,
                null,
                ITEM,
                true,
                "sku",
                true,
                TestShop.START.plusSeconds(5),
                TestShop.START.plusSeconds(6),
                true,
                List.of(new SnapshotLevel(HERE, 8))));

        assertThat(outOfOrder("snapshots")).isEqualTo(1);
    }

    @Test
    void a_fact_that_comes_twice_is_counted_as_a_duplicate_of_its_topic() {
        shop.level(ITEM, HERE, 10, 1).variant(VARIANT, ITEM, "sku");
        shop.event(sale("sku")).event(sale("sku"));
        shop.webhook("w-twice", "app/uninstalled", "{}").webhook("w-twice", "app/uninstalled", "{}");

        assertThat(shop.count("stocktide.duplicates", "topic", "channel-events"))
                .isEqualTo(1);
        assertThat(shop.count("stocktide.duplicates", "topic", "webhooks")).isEqualTo(1);
    }

    @Test
    void what_is_read_back_of_our_own_is_no_duplicate() {
        shop.level(ITEM, HERE, 10, 1).variant(VARIANT, ITEM, "sku").event(sale("sku"));
        shop.putToTheEnd(shop.peek(Topics.BATCHES).get(0));

        assertThat(shop.count("stocktide.duplicates", "topic", "deliveries")).isZero();
        assertThat(shop.count("stocktide.duplicates", "topic", "channel-events"))
                .isZero();
    }

    @Test
    void webhooks_are_counted_by_their_shop() {
        shop.level(ITEM, HERE, 10, 1).level(ITEM, HERE, 9, 2);

        assertThat(shop.count("stocktide.shop.webhooks", "shop", TestShop.SHOP, "verdict", "applied"))
                .isEqualTo(2);
    }

    @Test
    void what_waits_is_counted_until_it_waits_no_more() {
        shop.event(sale("new")).order(500, 9, VARIANT, 2);
        assertThat(waiting())
                .containsEntry(Agenda.Subject.PARKED_LINE, 1L)
                .containsEntry(Agenda.Subject.VARIANT, 1L)
                .doesNotContainKey(Agenda.Subject.ITEM);

        shop.level(ITEM, HERE, 8, 9).variant(VARIANT, ITEM, "new");
        assertThat(waiting()).doesNotContainKey(Agenda.Subject.VARIANT).containsEntry(Agenda.Subject.ITEM, 1L);

        shop.pass(Duration.ofDays(2)).level(ITEM, HERE, 8, 100).pass(Duration.ofDays(2));
        assertThat(waiting()).doesNotContainKey(Agenda.Subject.PARKED_LINE);
    }

    @Test
    void each_cause_of_a_dead_letter_is_there_before_the_first() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TopologyMetrics metrics = new TopologyMetrics(registry);

        for (String cause : List.of("malformed_json", "unknown_sku", "processing_failed", "malformed_key")) {
            assertThat(registry.get("stocktide.dead.letters")
                            .tag("cause", cause)
                            .counter()
                            .count())
                    .isZero();
        }
        metrics.deadLetter("a_new_one");
        assertThat(registry.get("stocktide.dead.letters")
                        .tag("cause", "a_new_one")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private double outOfOrder(String topic) {
        return shop.count("stocktide.out.of.order", "topic", topic);
    }

    private Map<Agenda.Subject, Long> waiting() {
        return AgendaCounts.of(shop.keyValue(Stores.SHOP_STATE));
    }

    private static ChannelEvent sale(String sku) {
        return new ChannelEvent(
                "k",
                ChannelEvent.Type.SALE,
                "pos",
                TestShop.START.plusSeconds(2),
                List.of(new ChannelLine(sku, null, HERE, null, 1)));
    }
}
