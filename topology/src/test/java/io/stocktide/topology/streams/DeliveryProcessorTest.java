package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.ChannelEventProcessorTest.HERE;
import static io.stocktide.topology.streams.ChannelEventProcessorTest.ITEM;
import static io.stocktide.topology.streams.ChannelEventProcessorTest.event;
import static io.stocktide.topology.streams.TestShop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent.Type;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.StockLevel;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryProcessorTest {
    private final TestShop shop = new TestShop();

    @BeforeEach
    void stock() {
        shop.variant(31, ITEM, "sku").level(ITEM, HERE, 10, 1);
    }

    @AfterEach
    void ledgerSumsToBalanceAndClose() {
        assertThat(shop.ledgerSum(ITEM)).isEqualTo(shop.balance(ITEM));
        shop.close();
    }

    static Delivery applied(Batch batch, long second, Integer quantityAfter) {
        return delivery(batch, Delivery.Outcome.APPLIED, START.plusSeconds(second), Status.APPLIED, quantityAfter);
    }

    private static Delivery delivery(
            Batch batch, Delivery.Outcome outcome, Instant appliedAt, Status status, Integer quantityAfter) {
        return new Delivery(
                batch.batchId(),
                batch.shop(),
                batch.kind(),
                batch.sequence(),
                outcome,
                appliedAt,
                1,
                batch.changes().stream()
                        .map(change -> new DeliveredChange(change, status, quantityAfter, null, null))
                        .toList());
    }

    private Batch batchOf(Type type, int quantity) {
        shop.event(event("k-" + type + quantity, type, quantity, 2));
        return shop.read(Topics.BATCHES).get(0);
    }

    @Test
    void what_shopify_has_applied_is_in_sync() {
        shop.delivery(applied(batchOf(Type.SALE, 3), 4, 7));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void our_own_echo_counts_once_whether_it_comes_before_the_delivery_or_after() {
        Batch batch = batchOf(Type.SALE, 3);
        shop.level(ITEM, HERE, 7, 4).delivery(applied(batch, 4, 7)).level(ITEM, HERE, 7, 4);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }

    @Test
    void a_delivery_without_a_figure_counts_as_a_movement_at_its_time() {
        shop.delivery(applied(batchOf(Type.SALE, 3), 4, null));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }

    @Test
    void a_delivery_that_comes_twice_counts_once() {
        Delivery delivery = applied(batchOf(Type.SALE, 3), 4, null);
        shop.delivery(delivery).delivery(delivery);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }

    @Test
    void a_return_counts_once_delivered() {
        shop.delivery(applied(batchOf(Type.RETURN, 3), 4, 13));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(13);
    }

    @Test
    void a_row_that_was_returned_goes_out_again_in_another_batch() {
        Batch batch = batchOf(Type.SALE, 3);
        shop.delivery(delivery(batch, Delivery.Outcome.REFUSED, null, Status.RETURNED, null));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.read(Topics.BATCHES)).singleElement().satisfies(again -> {
            assertThat(again.batchId()).isNotEqualTo(batch.batchId());
            assertThat(again.changes()).singleElement().returns(-3, BatchChange::delta);
        });
    }

    @Test
    void a_rejected_sale_still_lowers_our_figure_and_the_level_drifts() {
        shop.delivery(delivery(batchOf(Type.SALE, 3), Delivery.Outcome.REFUSED, null, Status.REJECTED, null));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.DRIFT);
        assertThat(shop.read(Topics.BATCHES)).isEmpty();
    }

    private static Delivery abandoned(Batch batch) {
        return delivery(batch, Delivery.Outcome.ABANDONED, null, Status.ABANDONED, null);
    }

    @Test
    void a_batch_that_was_given_up_drifts_until_it_turns_out_to_be_applied() {
        Batch batch = batchOf(Type.SALE, 3);
        shop.delivery(abandoned(batch)).delivery(abandoned(batch));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.DRIFT);

        shop.delivery(applied(batch, 4, null)).delivery(applied(batch, 4, null));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).pendingPush()).isZero();
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void a_batch_that_was_applied_cannot_be_given_up_any_more() {
        Batch batch = batchOf(Type.SALE, 3);
        shop.delivery(applied(batch, 4, 7)).delivery(abandoned(batch));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void a_given_up_sale_that_a_count_has_overtaken_is_not_taken_off_again_when_it_turns_out_to_be_applied() {
        Batch sale = batchOf(Type.SALE, 3);
        shop.delivery(abandoned(sale)).event(event("count", Type.COUNT, 7, 5));
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.SYNCING);
        shop.event(event("k-later", Type.SALE, 1, 6)).delivery(applied(sale, 4, 7));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(6);
        assertThat(shop.stock(ITEM, HERE).pendingPush()).isEqualTo(-1);
    }

    @Test
    void a_given_up_count_that_turns_out_to_be_applied_is_what_shopify_holds() {
        Batch batch = batchOf(Type.COUNT, 12);
        shop.delivery(abandoned(batch));
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.DRIFT);

        shop.delivery(applied(batch, 4, 12));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(12);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void a_count_that_was_rejected_after_a_newer_one_came_leaves_no_drift() {
        Batch older = batchOf(Type.COUNT, 12);
        shop.event(event("newer", Type.COUNT, 9, 5));
        shop.delivery(delivery(older, Delivery.Outcome.REFUSED, null, Status.REJECTED, null));

        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.SYNCING);
    }

    @Test
    void a_sale_in_flight_that_a_count_holds_is_not_sent_again_when_it_is_returned() {
        Batch sale = batchOf(Type.SALE, 3);
        shop.event(event("count", Type.COUNT, 7, 5));
        shop.delivery(delivery(sale, Delivery.Outcome.REFUSED, null, Status.RETURNED, null));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.read(Topics.BATCHES))
                .singleElement()
                .satisfies(next -> assertThat(next.kind()).isEqualTo(Batch.Kind.SET));
    }

    @Test
    void a_count_that_comes_after_a_sale_it_has_not_seen_is_sent_without_it() {
        shop.event(event("first", Type.SALE, 1, 2));
        Batch first = shop.read(Topics.BATCHES).get(0);
        shop.event(event("later", Type.SALE, 2, 9)).event(event("count", Type.COUNT, 8, 5));
        assertThat(shop.available(ITEM, HERE)).isLessThanOrEqualTo(6);

        shop.delivery(applied(first, 4, 9));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(6);
        assertThat(shop.read(Topics.BATCHES))
                .singleElement()
                .satisfies(
                        batch -> assertThat(batch.changes().get(0).quantity()).isEqualTo(6));
    }

    @Test
    void what_was_given_up_and_applied_after_all_counts_once_and_drifts_no_longer() {
        Batch batch = batchOf(Type.SALE, 3);
        shop.delivery(delivery(batch, Delivery.Outcome.ABANDONED, null, Status.ABANDONED, null));
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.DRIFT);

        shop.delivery(applied(batch, 4, null)).delivery(applied(batch, 4, null));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void what_was_applied_is_not_given_up_afterwards() {
        Batch batch = batchOf(Type.SALE, 3);
        shop.delivery(applied(batch, 4, null));
        shop.delivery(delivery(batch, Delivery.Outcome.ABANDONED, null, Status.ABANDONED, null));

        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void a_delivered_count_is_what_shopify_holds() {
        shop.delivery(applied(batchOf(Type.COUNT, 12), 4, 12));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(12);
        assertThat(shop.stock(ITEM, HERE).status()).isEqualTo(StockLevel.Status.IN_SYNC);
    }

    @Test
    void a_stale_count_asks_for_the_figure_and_goes_out_again_with_it() {
        Batch batch = batchOf(Type.COUNT, 7);
        shop.delivery(delivery(batch, Delivery.Outcome.REFUSED, null, Status.STALE, null));
        assertThat(shop.read(Topics.LOOKUPS)).hasSize(1);
        assertThat(shop.read(Topics.BATCHES)).isEmpty();

        shop.level(ITEM, HERE, 15, 1 + 2);
        assertThat(shop.read(Topics.BATCHES)).singleElement().satisfies(again -> {
            assertThat(again.changes().get(0).changeFromQuantity()).isEqualTo(15);
            assertThat(again.changes().get(0).quantity()).isEqualTo(7);
        });
    }

    @Test
    void a_count_falls_with_what_leaves_at_shopify_before_it_is_delivered() {
        Batch batch = batchOf(Type.COUNT, 7);
        shop.delivery(delivery(batch, Delivery.Outcome.REFUSED, null, Status.STALE, null));

        shop.level(ITEM, HERE, 9, 6);
        assertThat(shop.read(Topics.BATCHES))
                .singleElement()
                .satisfies(
                        again -> assertThat(again.changes().get(0).quantity()).isEqualTo(6));
    }
}
