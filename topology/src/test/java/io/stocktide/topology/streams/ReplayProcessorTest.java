package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.ChannelEventProcessorTest.HERE;
import static io.stocktide.topology.streams.ChannelEventProcessorTest.ITEM;
import static io.stocktide.topology.streams.ChannelEventProcessorTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelEvent.Type;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.facts.Safeguard;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayProcessorTest {
    private static final String REPLAY = "7d1f9a36-7a11-4d3f-9a67-3f2f5f6f0b11";

    private final TestShop first = new TestShop();
    private TestShop replayed = new TestShop(ReplayPlan.of(REPLAY));

    @AfterEach
    void close() {
        first.close();
        replayed.close();
    }

    /** A batch that was delivered, one in flight, a sale that waits, and a reservation that is held. */
    private TestShop lived() {
        first.variant(31, ITEM, "sku").level(ITEM, HERE, 20, 1);
        first.event(event("k-1", Type.SALE, 3, 2));
        Batch batch = first.peek(Topics.BATCHES).get(0);
        first.delivery(DeliveryProcessorTest.applied(batch, 4, 17));
        first.event(event("k-2", Type.SALE, 2, 5));
        first.event(event("k-3", Type.SALE, 1, 6));
        first.order(500, 7, 31, 4);
        first.command(Type.RESERVE, "r-1", 3_600, new ChannelLine("sku", null, HERE, null, 5));
        return first;
    }

    private static List<Topic<?>> anyOrder() {
        return Seeds.permuted(Topics.inputs(), new Random(1));
    }

    @Test
    void below_the_fence_nobody_is_told_anything_again() {
        lived().replayInto(replayed, anyOrder());
        replayed.pass(Duration.ofSeconds(90));

        assertThat(replayed.read(Topics.BATCHES)).isEmpty();
        assertThat(replayed.read(Topics.STOCK)).isEmpty();
        assertThat(replayed.read(Topics.LOOKUPS)).isEmpty();
        assertThat(replayed.read(Topics.REPLIES)).isEmpty();
        assertThat(replayed.read(Topics.ALERTS)).isEmpty();
        assertThat(replayed.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void an_alert_of_before_the_fence_is_not_sent_again_and_the_next_change_is() {
        first.variant(31, ITEM, "sku").level(ITEM, HERE, 20, 1);
        first.event(event("low-below", Type.THRESHOLD, 18, 2));
        first.event(event("k-1", Type.SALE, 3, 3));
        assertThat(first.peek(Topics.ALERTS)).extracting(StockAlert::kind).containsExactly(StockAlert.Kind.LOW_STOCK);
        first.replayInto(replayed, anyOrder());
        replayed.fence(REPLAY).pass(Duration.ofSeconds(2));
        assertThat(replayed.read(Topics.ALERTS)).isEmpty();

        replayed.webhook(
                "w-of-now",
                "inventory_levels/update",
                "{\"inventory_item_id\":%d,\"location_id\":%d,\"available\":40,\"updated_at\":\"%s\"}"
                        .formatted(ITEM, HERE, TestShop.at(9)));

        assertThat(replayed.read(Topics.ALERTS))
                .extracting(StockAlert::kind)
                .containsExactly(StockAlert.Kind.RESTOCKED);
    }

    @Test
    void without_the_fence_the_replay_would_send_everything_again() {
        replayed.close();
        replayed = new TestShop(ReplayPlan.of(REPLAY), Safeguard.FENCE);
        lived().replayInto(replayed, anyOrder());

        assertThat(replayed.read(Topics.BATCHES)).isNotEmpty();
    }

    @Test
    void at_the_fence_the_stock_is_told_as_it_was() {
        lived().replayInto(replayed, anyOrder());
        replayed.fence(REPLAY).pass(Duration.ofSeconds(2));

        assertThat(replayed.stock(ITEM, HERE)).isEqualTo(first.stock(ITEM, HERE));
        assertThat(replayed.read(Topics.BATCHES)).isEmpty();
    }

    @Test
    void behind_the_fence_what_waited_goes_out_once_the_batch_in_flight_has_landed() {
        Batch inFlight = lived().peek(Topics.BATCHES).get(1);
        first.replayInto(replayed, anyOrder());
        replayed.fence(REPLAY).pass(Duration.ofSeconds(2));
        replayed.delivery(DeliveryProcessorTest.applied(inFlight, 8, 15));

        assertThat(replayed.read(Topics.BATCHES)).singleElement().satisfies(batch -> {
            assertThat(batch.changes().get(0).delta()).isEqualTo(-1);
            assertThat(batch.sequence()).isEqualTo(3);
        });
    }

    @Test
    void a_command_that_nothing_has_answered_is_decided_behind_the_fence() {
        lived();
        List<Topic<?>> withoutReplies =
                List.of(Topics.WEBHOOKS, Topics.CHANNEL_EVENTS, Topics.DELIVERIES, Topics.BATCHES);
        first.replayInto(replayed, withoutReplies);
        assertThat(replayed.read(Topics.REPLIES)).isEmpty();
        replayed.fence(REPLAY).pass(Duration.ofSeconds(2));

        assertThat(replayed.read(Topics.REPLIES))
                .singleElement()
                .returns(ReservationReply.Answer.HELD, ReservationReply::answer);
        assertThat(replayed.stock(ITEM, HERE).reserved()).isEqualTo(5);
    }

    private static ChannelEvent saleBySku() {
        ChannelLine line = new ChannelLine("sku", null, HERE, null, 3);
        return new ChannelEvent("k-1", Type.SALE, "till", TestShop.START.plusSeconds(2), List.of(line));
    }

    private void assertThatNothingIsSentAgain(Topic<?>... order) {
        assertThat(first.peek(Topics.BATCHES)).hasSize(1);
        first.delivery(DeliveryProcessorTest.applied(first.peek(Topics.BATCHES).get(0), 4, 17));
        first.replayInto(replayed, List.of(order));
        replayed.fence(REPLAY).pass(Duration.ofSeconds(2));

        assertThat(replayed.read(Topics.BATCHES)).isEmpty();
        assertThat(replayed.stock(ITEM, HERE)).isEqualTo(first.stock(ITEM, HERE));
    }

    @Test
    void a_line_whose_sku_the_replay_learns_later_than_before_is_not_sent_again() {
        first.variant(31, ITEM, "sku").level(ITEM, HERE, 20, 1).event(saleBySku());

        assertThatNothingIsSentAgain(Topics.CHANNEL_EVENTS, Topics.WEBHOOKS, Topics.DELIVERIES, Topics.BATCHES);
    }

    @Test
    void a_line_that_waited_for_its_sku_and_in_the_replay_does_not_is_not_sent_again() {
        first.event(saleBySku()).level(ITEM, HERE, 20, 1).variant(31, ITEM, "sku");

        assertThatNothingIsSentAgain(Topics.WEBHOOKS, Topics.CHANNEL_EVENTS, Topics.DELIVERIES, Topics.BATCHES);
    }

    @Test
    void the_ledger_is_written_anew_under_the_replays_name_and_sums_to_the_balance() {
        lived().replayInto(replayed, anyOrder());

        assertThat(replayed.ledger())
                .isNotEmpty()
                .extracting(LedgerEntry::replayId)
                .containsOnly(REPLAY);
        assertThat(replayed.ledgerSum(ITEM)).isEqualTo(replayed.balance(ITEM)).isEqualTo(first.balance(ITEM));
    }

    @Test
    void the_marker_of_another_replay_is_nothing() {
        lived().replayInto(replayed, anyOrder());
        replayed.fence("another").pass(Duration.ofSeconds(2));

        assertThat(replayed.read(Topics.STOCK)).isEmpty();
    }

    @Test
    void whoever_follows_the_live_application_tells_nobody_anything() {
        replayed.close();
        replayed = new TestShop(ReplayPlan.following(REPLAY));
        lived().replayInto(replayed, anyOrder());
        replayed.fence(REPLAY).pass(Duration.ofSeconds(90));

        for (Topic<?> topic : Topics.all()) {
            if (!Topics.inputs().contains(topic)) {
                assertThat(replayed.read(topic)).as(topic.name()).isEmpty();
            }
        }
        assertThat(replayed.balance(ITEM)).isEqualTo(first.balance(ITEM));
    }
}
