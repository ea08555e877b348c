package io.stocktide.topology.trace;

import static io.stocktide.topology.streams.TestShop.SHOP;
import static io.stocktide.topology.streams.TestShop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.streams.Remembered;
import io.stocktide.topology.streams.Stores;
import io.stocktide.topology.streams.TestShop;
import io.stocktide.topology.topics.MockTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracerTest {
    private static final String ALIKE = SHOP + "-2";

    private final TestShop shop = new TestShop();
    private final MockTopics topics = new MockTopics();

    TracerTest() {
        shop.variant(31, 11, "sku").level(11, 71, 10, 1);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private TestShop sale(String key, int quantity) {
        ChannelLine line = new ChannelLine("sku", null, 71, null, quantity);
        return shop.event(new ChannelEvent(key, ChannelEvent.Type.SALE, "pos", START, List.of(line)));
    }

    private Batch lastBatch() {
        List<Batch> batches = shop.peek(Topics.BATCHES);
        return batches.get(batches.size() - 1);
    }

    private void answer(Batch batch, Delivery.Outcome outcome, Status status, Integer after) {
        shop.delivery(new Delivery(
                batch.batchId(),
                SHOP,
                batch.kind(),
                batch.sequence(),
                outcome,
                outcome == Delivery.Outcome.APPLIED ? START.plusSeconds(4) : null,
                1,
                batch.changes().stream()
                        .map(change -> new DeliveredChange(change, status, after, null, null))
                        .toList()));
    }

    private Trace trace(String id) {
        Topics.all().forEach(topic -> topics.empty(topic.name()));
        shop.forEachRecord((topic, record) -> topics.record(
                topic, record.key(), record.value(), record.getRecordTime().toEpochMilli(), record.headers()));
        return traceWhatIsThere(id);
    }

    private Trace traceWhatIsThere(String id) {
        Remembered remembered =
                new Remembered(SHOP, shop.window(Stores.SEEN_WEBHOOKS), shop.window(Stores.SEEN_EVENTS));
        return new Tracer(topics.reader(), InstantSource.fixed(START.plusSeconds(3600)))
                .trace(remembered, id)
                .orElseThrow();
    }

    private static List<String> types(Trace trace) {
        return trace.steps().stream()
                .map(step -> step.getClass().getSimpleName())
                .toList();
    }

    private static <S extends Trace.Step> Stream<S> steps(Trace trace, Class<S> type) {
        return trace.steps().stream().filter(type::isInstance).map(type::cast);
    }

    @Test
    void a_sale_is_followed_to_its_rows_its_batch_shopifys_answer_and_the_echo() {
        sale("pos-1", 3);
        answer(lastBatch(), Delivery.Outcome.APPLIED, Status.APPLIED, 7);
        shop.level(11, 71, 9, 2).level(11, 71, 7, 4);

        Trace trace = trace("pos-1");

        assertThat(types(trace)).containsExactly("Verdict", "Ledger", "Sent", "Answer", "Ledger", "Echo");
        assertThat(trace.complete()).as("%s", trace.remarks()).isTrue();
        assertThat(trace.kind()).isEqualTo(Trace.Kind.CHANNEL_EVENT);
        assertThat(trace.steps()).extracting(Trace.Step::place).doesNotContainNull();
        assertThat(steps(trace, Trace.Ledger.class).flatMap(step -> step.rows().stream()))
                .extracting(LedgerRow::kind)
                .containsExactly(LedgerRow.Kind.SALE, LedgerRow.Kind.DELIVERY);
        assertThat(steps(trace, Trace.Echo.class))
                .singleElement()
                .satisfies(echo -> assertThat(echo.available()).isEqualTo(7));
    }

    @Test
    void a_sale_that_shopify_gives_back_is_followed_to_the_batch_in_which_it_leaves_again() {
        sale("pos-1", 3);
        Batch first = lastBatch();
        sale("pos-2", 1);
        answer(first, Delivery.Outcome.REFUSED, Status.RETURNED, null);
        Batch second = lastBatch();
        answer(second, Delivery.Outcome.APPLIED, Status.APPLIED, 6);
        shop.level(11, 71, 6, 4);

        Trace trace = trace("pos-1");

        assertThat(types(trace))
                .containsExactly("Verdict", "Ledger", "Sent", "Answer", "Sent", "Answer", "Ledger", "Echo");
        assertThat(steps(trace, Trace.Sent.class).map(Trace.Sent::batchId))
                .containsExactly(first.batchId(), second.batchId());
        assertThat(types(traceWhatIsThere("pos-2")))
                .containsExactly("Verdict", "Ledger", "Sent", "Answer", "Ledger", "Echo");
    }

    @Test
    void a_sale_that_waits_for_its_turn_has_no_batch_and_says_so() {
        sale("pos-1", 3);
        sale("pos-2", 1);

        Trace trace = trace("pos-2");

        assertThat(types(trace)).containsExactly("Verdict", "Ledger");
        assertThat(trace.remarks()).singleElement().asString().contains("waits for its turn");
    }

    private void saleOfALateSku() {
        ChannelLine late = new ChannelLine("late-sku", null, 71, null, 2);
        shop.level(12, 71, 5, 1).event(new ChannelEvent("pos-1", ChannelEvent.Type.SALE, "pos", START, List.of(late)));
    }

    @Test
    void a_sale_of_a_sku_that_nobody_knows_yet_moves_nothing_and_says_that_it_may_wait() {
        saleOfALateSku();

        Trace trace = trace("pos-1");

        assertThat(types(trace)).containsExactly("Verdict");
        assertThat(trace.remarks()).singleElement().asString().contains("may wait for their SKU");
    }

    @Test
    void the_product_that_names_a_sku_at_last_leads_to_the_batch_that_waited_for_it() {
        saleOfALateSku();
        shop.webhook(
                "w-late",
                "products/create",
                "{\"id\":2,\"updated_at\":\"" + TestShop.at(1)
                        + "\",\"variants\":[{\"id\":32,\"inventory_item_id\":12,\"sku\":\"late-sku\"}]}");

        assertThat(types(trace("w-late"))).containsExactly("Verdict", "Ledger", "Sent");
    }

    @Test
    void a_webhook_that_died_and_was_redriven_shows_its_letter_and_what_it_moved_at_last() {
        shop.webhook("w-bad", "orders/create", "not json").pass(Duration.ofMinutes(1));
        shop.redriven("w-bad", "orders/create", TestShop.orderBody(500, 70, 31, 2, "[]"), 2);

        Trace trace = trace("w-bad");

        assertThat(types(trace)).containsExactly("Verdict", "Died", "Verdict", "Ledger");
        assertThat(trace.complete()).as("%s", trace.remarks()).isTrue();
        assertThat(steps(trace, Trace.Verdict.class).map(Trace.Verdict::verdict))
                .containsExactly("dead_letter", "applied");
        assertThat(steps(trace, Trace.Died.class).map(Trace.Died::cause)).containsExactly("malformed_json");
        assertThat(steps(trace, Trace.Ledger.class).map(Trace.Ledger::orderId)).containsExactly(500L);
    }

    @Test
    void a_batch_is_followed_by_its_own_id() {
        sale("pos-1", 3);
        Batch batch = lastBatch();
        answer(batch, Delivery.Outcome.APPLIED, Status.APPLIED, 7);
        shop.level(11, 71, 7, 4);

        Trace trace = trace(batch.batchId());

        assertThat(trace.kind()).isEqualTo(Trace.Kind.BATCH);
        assertThat(types(trace)).containsExactly("Sent", "Answer", "Ledger", "Echo");
    }

    @Test
    void what_a_shop_with_a_like_name_did_at_the_same_time_is_not_shown() {
        lieAround(Topics.BATCHES, "b-2", new Batch("b-2", ALIKE, Batch.Kind.ADJUST, 1, START, List.of(change(9))));
        byte[] echo = ("{\"inventory_item_id\":11,\"location_id\":71,\"available\":7,\"updated_at\":\"" + TestShop.at(4)
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        shop.webhookWithKey(Keys.of(ALIKE, "w-level"), "inventory_levels/update", echo);
        shop.webhookWithKey(
                Keys.of(ALIKE, "w-order"),
                "orders/create",
                TestShop.orderBody(500, 3, 31, 9, "[]").getBytes(StandardCharsets.UTF_8));
        shop.webhook("w-order", "orders/create", TestShop.orderBody(500, 3, 31, 1, "[]"));
        sale("pos-1", 2);
        answer(lastBatch(), Delivery.Outcome.APPLIED, Status.APPLIED, 7);

        Trace event = trace("pos-1");
        Trace order = traceWhatIsThere("w-order");

        assertThat(types(event)).containsExactly("Verdict", "Ledger", "Sent", "Answer", "Ledger");
        assertThat(event.complete()).isFalse();
        assertThat(event.remarks()).singleElement().asString().contains("no echo");
        assertThat(steps(event, Trace.Sent.class).map(Trace.Sent::batchId)).doesNotContain("b-2");
        assertThat(steps(order, Trace.Ledger.class).flatMap(step -> step.rows().stream()))
                .singleElement()
                .satisfies(row -> assertThat(row.quantity()).isEqualTo(-1));
    }

    private static BatchChange change(long throughOffset) {
        return new BatchChange(11, 71, -2, null, null, throughOffset, "pos-1");
    }

    /** On the topic before anything else. */
    private <V> void lieAround(Topic<V> topic, String name, V value) {
        topics.record(
                topic.name(),
                Keys.of(ALIKE, name),
                topic.valueSerde().serializer().serialize(topic.name(), value),
                START.toEpochMilli(),
                new RecordHeaders());
    }

    @Test
    void rows_that_are_not_found_within_the_bounds_are_said_to_be_missing() {
        for (int i = 0; i < 20_001; i++) {
            topics.record("ledger", Keys.of(ALIKE, "w-" + i), new byte[0], START.toEpochMilli(), new RecordHeaders());
        }
        shop.webhook("w-order", "orders/create", TestShop.orderBody(500, 3, 31, 1, "[]"));

        Trace trace = trace("w-order");

        assertThat(types(trace)).containsExactly("Verdict");
        assertThat(trace.complete()).isFalse();
        assertThat(trace.remarks()).singleElement().asString().contains("not found within the bounds");
    }

    @Test
    void a_webhook_whose_record_is_gone_keeps_its_verdict_and_its_rows() {
        shop.webhook("w-order", "orders/create", TestShop.orderBody(500, 3, 31, 1, "[]"))
                .level(11, 71, 9, 4);
        trace("w-order");
        topics.remove("webhooks", 2);

        Trace trace = traceWhatIsThere("w-order");

        assertThat(types(trace)).containsExactly("Verdict", "Ledger");
        assertThat(steps(trace, Trace.Verdict.class)).singleElement().satisfies(verdict -> {
            assertThat(verdict.recordPresent()).isFalse();
            assertThat(verdict.verdict()).isEqualTo("applied");
        });
    }
}
