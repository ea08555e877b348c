package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.ChannelEventProcessorTest.HERE;
import static io.stocktide.topology.streams.ChannelEventProcessorTest.ITEM;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent.Type;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.ReservationReply.Answer;
import io.stocktide.schemas.value.ReservedLine;
import io.stocktide.schemas.value.Shortfall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReservationTest {
    private static final long THERE = 72;
    private static final int TTL_SECONDS = 60;

    private final TestShop shop = new TestShop();

    @BeforeEach
    void stock() {
        shop.variant(31, ITEM, "sku").level(ITEM, HERE, 10, 1).level(ITEM, THERE, 4, 1);
    }

    @AfterEach
    void ledgerSumsToBalanceAndClose() {
        assertThat(shop.ledgerSum(ITEM)).isEqualTo(shop.balance(ITEM));
        shop.close();
    }

    private static ChannelLine anywhere(int quantity) {
        return new ChannelLine("sku", null, (Long) null, null, quantity);
    }

    private static ChannelLine here(int quantity) {
        return new ChannelLine(null, Long.valueOf(ITEM), HERE, null, quantity);
    }

    private ReservationReply reserve(String key, ChannelLine... lines) {
        return reply(shop.command(Type.RESERVE, key, TTL_SECONDS, lines));
    }

    private ReservationReply confirm(String key) {
        return reply(shop.command(Type.CONFIRM, key, 0));
    }

    private ReservationReply release(String key) {
        return reply(shop.command(Type.RELEASE, key, 0));
    }

    private static ReservationReply reply(TestShop shop) {
        return shop.read(Topics.REPLIES).get(0);
    }

    @Test
    void what_is_reserved_is_not_available_and_shopify_is_told_nothing() {
        ReservationReply reply = reserve("r", here(3));

        assertThat(reply.answer()).isEqualTo(Answer.HELD);
        assertThat(shop.stock(ITEM, HERE).available()).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).reserved()).isEqualTo(3);
        assertThat(shop.read(Topics.BATCHES)).isEmpty();
    }

    @Test
    void all_lines_are_held_or_none() {
        shop.variant(32, 12, "other").level(12, HERE, 1, 1);
        ReservationReply reply = reserve("r", here(3), new ChannelLine("other", null, HERE, null, 2));

        assertThat(reply.answer()).isEqualTo(Answer.SHORT);
        assertThat(reply.reservation().shortfalls()).singleElement().satisfies(shortfall -> {
            assertThat(shortfall.line()).isEqualTo(1);
            assertThat(shortfall.requested()).isEqualTo(2);
            assertThat(shortfall.available()).isEqualTo(1);
            assertThat(shortfall.reason()).isEqualTo(Shortfall.Reason.INSUFFICIENT);
        });
        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
    }

    @Test
    void two_lines_of_one_item_are_summed_before_the_check() {
        ChannelLine bySku = new ChannelLine("sku", null, HERE, null, 6);

        assertThat(reserve("r", here(5), bySku).answer()).isEqualTo(Answer.SHORT);
        assertThat(reserve("s", here(4), bySku).reservation().lines())
                .singleElement()
                .returns(10, ReservedLine::quantity);
    }

    @Test
    void a_line_without_a_place_is_taken_from_the_fullest_and_the_rest_from_the_next() {
        assertThat(reserve("r", anywhere(12)).reservation().lines())
                .containsExactly(new ReservedLine("sku", ITEM, HERE, 10), new ReservedLine("sku", ITEM, THERE, 2));
        assertThat(reserve("s", anywhere(3)).answer()).isEqualTo(Answer.SHORT);
        assertThat(reserve("t", anywhere(2)).answer()).isEqualTo(Answer.HELD);
    }

    @Test
    void what_orders_have_taken_somewhere_can_be_reserved_nowhere() {
        shop.order(500, 2, 31, 4);

        assertThat(reserve("r", here(7)).answer()).isEqualTo(Answer.SHORT);
        assertThat(reserve("s", here(6)).answer()).isEqualTo(Answer.HELD);
        assertThat(reserve("t", anywhere(5)).answer()).isEqualTo(Answer.SHORT);
        assertThat(reserve("u", anywhere(4)).answer()).isEqualTo(Answer.HELD);
    }

    @Test
    void the_same_key_gets_the_same_answer_and_holds_once() {
        ReservationReply first = reserve("r", here(3));
        ReservationReply again = reserve("r", here(3));

        assertThat(again.answer()).isEqualTo(Answer.HELD);
        assertThat(again.reservation()).isEqualTo(first.reservation());
        assertThat(again.requestId()).isNotEqualTo(first.requestId());
        assertThat(again.decision()).isFalse();
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }

    @Test
    void a_refusal_stays_one_though_there_is_stock_again() {
        assertThat(reserve("r", here(11)).answer()).isEqualTo(Answer.SHORT);
        shop.level(ITEM, HERE, 20, 5);

        assertThat(reserve("r", here(11)).answer()).isEqualTo(Answer.SHORT);
    }

    @Test
    void a_confirmed_reservation_is_a_sale_that_shopify_is_told_once() {
        reserve("r", here(3));

        assertThat(confirm("r").answer()).isEqualTo(Answer.CONFIRMED);
        assertThat(confirm("r").answer()).isEqualTo(Answer.CONFIRMED);
        assertThat(shop.stock(ITEM, HERE).available()).isEqualTo(7);
        assertThat(shop.stock(ITEM, HERE).reserved()).isZero();
        assertThat(shop.read(Topics.BATCHES))
                .singleElement()
                .satisfies(batch -> assertThat(batch.changes()).singleElement().returns(-3, BatchChange::delta));
    }

    @Test
    void a_released_reservation_is_free_again_and_cannot_be_confirmed() {
        reserve("r", here(3));

        assertThat(release("r").answer()).isEqualTo(Answer.RELEASED);
        assertThat(confirm("r").answer()).isEqualTo(Answer.RELEASED);
        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
    }

    @Test
    void a_reservation_that_nobody_knows_can_be_neither_confirmed_nor_released() {
        assertThat(confirm("r").answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(release("r").answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void in_a_quiet_shop_too_a_reservation_expires() {
        reserve("r", here(3));
        shop.pass(Duration.ofSeconds(TTL_SECONDS - 1));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
        shop.pass(Duration.ofSeconds(2)).pass(Duration.ofSeconds(2));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
        assertThat(shop.read(Topics.REPLIES))
                .filteredOn(reply -> reply != null)
                .singleElement()
                .satisfies(reply -> {
                    assertThat(reply.requestId()).isNull();
                    assertThat(reply.reservation().status()).isEqualTo(Reservation.Status.EXPIRED);
                });
        assertThat(confirm("r").answer()).isEqualTo(Answer.EXPIRED);
    }

    @Test
    void an_unknown_sku_and_a_place_without_stock_fall_short() {
        assertThat(reserve("r", new ChannelLine("?", null, HERE, null, 1))
                        .reservation()
                        .shortfalls())
                .singleElement()
                .returns(Shortfall.Reason.UNKNOWN_SKU, Shortfall::reason);
        assertThat(reserve("s", new ChannelLine("sku", null, 99L, null, 1))
                        .reservation()
                        .shortfalls())
                .singleElement()
                .returns(Shortfall.Reason.NOT_STOCKED, Shortfall::reason);
    }
}
