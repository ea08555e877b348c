package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.TestShop.SHOP;
import static io.stocktide.topology.streams.TestShop.START;
import static io.stocktide.topology.streams.TestShop.orderBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.topology.engine.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final ChannelLine LINE = new ChannelLine(null, 11L, 71, null, 2);

    private final TestShop shop = new TestShop();
    private final Remembered remembered = of(SHOP);

    RememberedTest() {
        shop.webhook(
                        "w-product",
                        "products/create",
                        "{\"id\":1,\"updated_at\":\"" + TestShop.at(0)
                                + "\",\"variants\":[{\"id\":31,\"inventory_item_id\":11,\"sku\":\"sku\"}]}")
                .level(11, 71, 10, 1);
    }

    private Remembered of(String name) {
        return new Remembered(name, shop.window(Stores.SEEN_WEBHOOKS), shop.window(Stores.SEEN_EVENTS));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_webhook_is_remembered_with_its_verdict_its_place_and_whether_it_moved_anything() {
        shop.webhook("w-order", "orders/create", orderBody(500, 3, 31, 2, "[]"));
        shop.webhook("w-none", "customers/update", "{}");

        assertThat(remembered.webhook("w-product"))
                .containsExactly(seen(Verdict.APPLIED, false, false, 0, START.toEpochMilli()));
        assertThat(remembered.webhook("w-order"))
                .containsExactly(seen(Verdict.APPLIED, true, false, 2, START.toEpochMilli()));
        assertThat(remembered.webhook("w-none"))
                .containsExactly(seen(Verdict.NO_STOCK_MEANING, false, false, 3, START.toEpochMilli()));
    }

    private static Seen seen(Verdict verdict, boolean moved, boolean buried, long offset, long millis) {
        return new Seen(verdict, moved, buried, offset, millis);
    }

    @Test
    void a_webhook_that_died_and_was_redriven_is_remembered_both_times() {
        shop.webhook("w-bad", "orders/create", "not json").pass(Duration.ofMinutes(1));
        shop.redriven("w-bad", "orders/create", orderBody(500, 3, 31, 2, "[]"), 2);

        assertThat(remembered.webhook("w-bad"))
                .extracting(Seen::verdict)
                .containsExactly(Verdict.DEAD_LETTER, Verdict.APPLIED);
    }

    @Test
    void an_event_its_batch_and_its_delivery_are_each_remembered_where_they_lie() {
        shop.event(new ChannelEvent("pos-1", ChannelEvent.Type.SALE, "pos", START, List.of(LINE)));
        Batch batch = shop.peek(Topics.BATCHES).get(0);
        shop.delivery(DeliveryProcessorTest.applied(batch, 4, 8));

        assertThat(remembered.channelEvent("pos-1")).extracting(Seen::offset).containsExactly(0L);
        assertThat(remembered.batch(batch.batchId())).extracting(Seen::offset).containsExactly(0L);
        assertThat(remembered.deliveries(batch.batchId()))
                .extracting(Seen::offset)
                .containsExactly(0L);
    }

    @Test
    void a_batch_that_the_sink_puts_to_the_end_keeps_its_first_place() {
        shop.event(new ChannelEvent("pos-1", ChannelEvent.Type.SALE, "pos", START, List.of(LINE)));
        Batch batch = shop.peek(Topics.BATCHES).get(0);
        shop.pass(Duration.ofMinutes(1)).putToTheEnd(batch);

        assertThat(remembered.batch(batch.batchId())).extracting(Seen::offset).containsExactly(0L);
    }

    @Test
    void no_id_of_a_shop_is_known_in_one_whose_name_begins_alike_or_by_part_of_it() {
        assertThat(of(SHOP + "-2").webhook("w-product")).isEmpty();
        assertThat(of("a-shop").webhook("w-product")).isEmpty();
        assertThat(remembered.webhook("w-prod")).isEmpty();
    }
}
