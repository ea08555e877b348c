package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.TestShop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelEvent.Type;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.StockLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelEventProcessorTest {
    static final long ITEM = 11;
    static final long HERE = 71;
    static final long THERE = 72;

    private final TestShop shop = new TestShop();

    @BeforeEach
    void stock() {
        shop.variant(31, ITEM, "sku").level(ITEM, HERE, 10, 1).level(ITEM, THERE, 5, 1);
    }

    @AfterEach
    void ledgerSumsToBalanceAndClose() {
        assertThat(shop.ledgerSum(ITEM)).isEqualTo(shop.balance(ITEM));
        shop.close();
    }

    static ChannelEvent event(String key, Type type, int quantity, long second) {
        Long to = type == Type.TRANSFER ? THERE : null;
        return new ChannelEvent(
                key, type, "pos", START.plusSeconds(second), List.of(new ChannelLine("sku", null, HERE, to, quantity)));
    }

    @Test
    void a_sale_lowers_the_stock_at_once_and_is_sent_to_shopify() {
        shop.event(event("k", Type.SALE, 3, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.SYNCING);
        assertThat(shop.read(Topics.BATCHES)).singleElement().satisfies(batch -> {
            assertThat(batch.kind()).isEqualTo(Batch.Kind.ADJUST);
            assertThat(batch.changes()).singleElement().returns(-3, BatchChange::delta);
        });
    }

    @Test
    void the_same_idempotency_key_counts_once() {
        shop.event(event("k", Type.SALE, 3, 2)).event(event("k", Type.SALE, 3, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.read(Topics.BATCHES)).hasSize(1);
    }

    @Test
    void a_sale_goes_below_zero() {
        shop.event(event("k", Type.SALE, 12, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(-2);
    }

    @Test
    void a_return_counts_only_once_shopify_has_it() {
        shop.event(event("k", Type.RETURN, 3, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
        assertThat(shop.stock(ITEM, HERE).pendingPush()).isEqualTo(3);
    }

    @Test
    void a_transfer_leaves_one_place_at_once_and_reaches_the_other_with_shopify() {
        shop.event(event("k", Type.TRANSFER, 4, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(6);
        assertThat(shop.available(ITEM, THERE)).isEqualTo(5);
        assertThat(shop.read(Topics.BATCHES).get(0).changes()).hasSize(2);
    }

    @Test
    void while_a_batch_is_in_flight_what_follows_is_coalesced_and_waits() {
        shop.event(event("k1", Type.SALE, 1, 2))
                .event(event("k2", Type.SALE, 1, 3))
                .event(event("k3", Type.SALE, 1, 4));
        Batch first = shop.read(Topics.BATCHES).get(0);
        assertThat(shop.read(Topics.BATCHES)).isEmpty();

        shop.delivery(DeliveryProcessorTest.applied(first, 5, 9));
        assertThat(shop.read(Topics.BATCHES))
                .singleElement()
                .satisfies(batch -> assertThat(batch.changes()).singleElement().returns(-2, BatchChange::delta));
    }

    @Test
    void a_count_is_sent_as_compare_and_set() {
        shop.event(event("k", Type.COUNT, 7, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.read(Topics.BATCHES)).singleElement().satisfies(batch -> {
            assertThat(batch.kind()).isEqualTo(Batch.Kind.SET);
            assertThat(batch.changes()).singleElement().satisfies(change -> {
                assertThat(change.quantity()).isEqualTo(7);
                assertThat(change.changeFromQuantity()).isEqualTo(10);
            });
        });
    }

    @Test
    void a_count_above_the_level_raises_it_only_once_shopify_has_it() {
        shop.event(event("k", Type.COUNT, 12, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
    }

    @Test
    void a_sale_before_the_count_that_arrives_after_it_is_in_the_count() {
        shop.event(event("k1", Type.COUNT, 7, 5)).event(event("k2", Type.SALE, 2, 4));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }

    private static ChannelEvent saleOf(String sku) {
        return new ChannelEvent("k", Type.SALE, "pos", START, List.of(new ChannelLine(sku, null, HERE, null, 1)));
    }

    @Test
    void a_sale_before_its_product_waits_for_it() {
        shop.event(saleOf("new")).level(12, HERE, 6, 1);
        assertThat(shop.read(Topics.BATCHES)).isEmpty();

        shop.variant(32, 12, "new");
        assertThat(shop.available(12, HERE)).isEqualTo(5);
        assertThat(shop.read(Topics.BATCHES)).hasSize(1);
    }

    @Test
    void a_sku_that_stays_unknown_for_a_day_becomes_a_dead_letter() {
        shop.event(saleOf("other")).pass(Duration.ofHours(23));
        assertThat(shop.read(Topics.DEAD_LETTERS)).isEmpty();

        shop.pass(Duration.ofHours(2)).level(ITEM, HERE, 10, 2).pass(Duration.ofSeconds(1));
        assertThat(shop.read(Topics.DEAD_LETTERS))
                .singleElement()
                .extracting(DeadLetter::cause)
                .isEqualTo("unknown_sku");
    }

    @Test
    void a_line_waits_a_day_for_its_sku_and_is_given_up_then_though_nothing_else_happens() {
        shop.event(saleOf("new")).pass(Duration.ofHours(23));
        assertThat(shop.read(Topics.DEAD_LETTERS)).isEmpty();
        shop.pass(Duration.ofHours(2)).pass(Duration.ofSeconds(2));
        assertThat(shop.read(Topics.DEAD_LETTERS))
                .singleElement()
                .extracting(DeadLetter::cause)
                .isEqualTo("unknown_sku");

        shop.variant(32, 12, "new").level(12, HERE, 6, 1);
        assertThat(shop.available(12, HERE)).isEqualTo(6);
    }

    @Test
    void a_line_whose_day_is_over_is_given_up_when_its_sku_comes_even_if_nobody_has_looked() {
        shop.event(saleOf("new"));
        shop.passOnTheStream(Duration.ofHours(25));
        shop.variant(32, 12, "new").level(12, HERE, 6, 1);

        assertThat(shop.available(12, HERE)).isEqualTo(6);
        assertThat(shop.read(Topics.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void a_sku_of_two_items_stocked_at_the_place_is_refused() {
        shop.variant(32, 12, "sku").level(12, HERE, 6, 1).event(saleOf("sku"));

        assertThat(shop.read(Topics.DEAD_LETTERS))
                .singleElement()
                .extracting(DeadLetter::cause)
                .isEqualTo("ambiguous_sku");
    }

    @Test
    void a_sku_of_two_items_means_the_one_that_is_stocked_at_the_place() {
        shop.variant(32, 12, "sku");
        shop.event(event("k", Type.SALE, 3, 2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }
}
