package io.stocktide.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.sink.delivery.ForgottenKey.Verdict;
import io.stocktide.sink.read.LevelState;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForgottenKeyTest {
    private static final Instant SINCE = Harness.NOW.minus(Duration.ofHours(30));
    private static final Instant UNTIL = SINCE.plusSeconds(60);
    private static final Instant BEFORE = SINCE.minusSeconds(60);
    private static final Instant DURING = SINCE.plusSeconds(30);
    private static final Instant AFTER = UNTIL.plus(Duration.ofHours(5));

    private final Harness harness = new Harness();
    private final List<BatchChange> rows = new ArrayList<>();
    private final List<Optional<LevelState>> levels = new ArrayList<>();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void one_level_that_has_not_changed_since_shows_that_no_row_was_applied() {
        row(-2, 10, 8, DURING);
        row(+3, null, 4, BEFORE);
        assertThat(verdict()).isEqualTo(Verdict.NOT_APPLIED);
    }

    @Test
    void a_level_that_made_just_the_rows_change_while_it_was_sent_shows_that_all_were_applied() {
        row(-2, 10, 8, DURING);
        row(-1, 10, 3, AFTER);
        row(+5, null, 5, DURING);
        assertThat(verdict()).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void a_change_of_later_shows_nothing_though_it_fits() {
        row(-2, 10, 8, AFTER);
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void where_all_levels_have_moved_on_nothing_is_concluded() {
        row(-2, 10, 5, AFTER);
        row(-2, 7, 70, AFTER);
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void where_one_row_speaks_for_it_and_one_against_nothing_is_concluded() {
        row(-2, 10, 8, DURING);
        row(-2, 7, 7, DURING);
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_figure_as_before_shows_that_it_was_not_applied_only_where_an_error_would_lower() {
        row(-2, 10, 10, DURING);
        assertThat(verdict()).isEqualTo(Verdict.NOT_APPLIED);
        row(+2, 10, 14, AFTER);
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_figure_as_before_that_changed_shortly_before_is_untouched_though_clocks_differ() {
        row(+2, 10, 10, SINCE.minusSeconds(1));
        assertThat(verdict()).isEqualTo(Verdict.NOT_APPLIED);
    }

    @Test
    void a_level_that_is_not_stocked_any_more_tells_nothing() {
        rows.add(new BatchChange(1, 2, -1, null, null, 0, "c").heldBefore(3));
        levels.add(Optional.empty());
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_delta_that_was_applied_is_not_sent_once_more_but_counted_from_shopifys_time() {
        harness.shopify.script(Shops.A, items(3, DURING, 8, AFTER));

        Delivery delivery = redrive(adjust());

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(delivery.appliedAt()).isEqualTo(DURING);
        assertThat(delivery.changes()).allSatisfy(row -> {
            assertThat(row.code()).isEqualTo("IDEMPOTENCY_KEY_EXPIRED");
            assertThat(row.quantityAfterChange()).isNull();
        });
        assertThat(mutations()).isZero();
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void a_delta_that_was_not_applied_goes_back_to_be_sent_under_a_new_key() {
        harness.shopify.script(Shops.A, items(5, BEFORE, 8, AFTER));

        assertThat(redrive(adjust()).changes())
                .extracting(DeliveredChange::status)
                .containsOnly(Status.RETURNED);
        assertThat(mutations()).isZero();
    }

    @Test
    void a_delta_of_which_nobody_can_tell_is_a_dead_letter_that_says_to_count() {
        harness.shopify.script(Shops.A, items(1, AFTER, 8, AFTER));

        assertThat(redrive(adjust()).outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.cause()).isEqualTo("idempotency_key_expired");
            assertThat(letter.message()).contains("count");
        });
        assertThat(mutations()).isZero();
    }

    @Test
    void an_old_set_is_derived_anew_unless_shopify_holds_it() {
        harness.shopify.script(Shops.A, items(5, DURING, 7, AFTER), items(5, DURING, 8, AFTER));
        Batch set = old(Batches.set(Shops.A));

        assertThat(redrive(set).outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(redrive(set).changes()).extracting(DeliveredChange::status).containsOnly(Status.STALE);
        assertThat(mutations()).isZero();
    }

    @Test
    void an_old_batch_that_surely_was_never_sent_is_sent() {
        harness.shopify.script(Shops.A, Answers.adjusted());

        assertThat(harness.deliver(adjust(), false).outcome()).isEqualTo(Delivery.Outcome.APPLIED);
        assertThat(mutations()).isEqualTo(1);
    }

    @Test
    void while_levels_cannot_be_read_the_batch_waits_and_a_redriven_one_is_dead_again() {
        Harness.await(harness.deliver(Batches.record(adjust(), 0, 1), true, () -> false));

        assertThat(harness.records(Topics.DELIVERIES)).isEmpty();
        assertThat(harness.putOff()).hasSize(1);
        assertThat(redrive(adjust()).outcome()).isEqualTo(Delivery.Outcome.ABANDONED);
        assertThat(harness.putOff()).hasSize(1);
    }

    @Test
    void a_batch_that_waits_to_be_read_back_at_a_shop_long_shut_goes_round_no_faster_than_its_hold() {
        try (Harness shut = new Harness(DeliverySettings.defaults().withHold(Duration.ofMillis(300)))) {
            shut.shopify.answerProbes(Shops.A, Reply.status(401));
            shut.shopify.script(Shops.A, Reply.status(401));
            Harness.await(shut.deliver(Batches.record(adjust(), 0, 1), true, () -> false));

            long startedNanos = System.nanoTime();
            Harness.await(shut.deliver(Batches.record(adjust(), 0, 2), true, () -> false));

            assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isGreaterThan(Duration.ofMillis(300));
            assertThat(shut.putOff()).hasSize(2);
        }
    }

    private void row(int delta, Integer heldBefore, int available, Instant updatedAt) {
        rows.add(new BatchChange(rows.size(), 2, delta, null, null, 0, "c").heldBefore(heldBefore));
        levels.add(Optional.of(new LevelState(2, available, updatedAt)));
    }

    private Verdict verdict() {
        return new ForgottenKey(rows, levels, new Tried(SINCE, Optional.of(UNTIL)))
                .judge()
                .verdict();
    }

    /** The first row takes 2 of 5, the second adds 4 to 3. */
    private static Batch adjust() {
        return old(new Batch(
                UUID.randomUUID().toString(),
                Shops.A,
                Batch.Kind.ADJUST,
                1,
                SINCE,
                List.of(
                        new BatchChange(11, 21, -2, null, null, 1, "pos-1").heldBefore(5),
                        new BatchChange(12, 22, 4, null, null, 2, "pos-2").heldBefore(3))));
    }

    private static Batch old(Batch batch) {
        return new Batch(batch.batchId(), batch.shop(), batch.kind(), batch.sequence(), SINCE, batch.changes());
    }

    private static Reply items(int first, Instant firstAt, int second, Instant secondAt) {
        return Answers.nodes(
                Answers.item(11, true, Answers.level(21, first, true, firstAt)),
                Answers.item(12, true, Answers.level(22, second, true, secondAt)));
    }

    private Delivery redrive(Batch batch) {
        Harness.await(harness.deliver(redriven(batch), false, () -> false));
        List<Delivery> deliveries = harness.written(Topics.DELIVERIES);
        return deliveries.get(deliveries.size() - 1);
    }

    private static ConsumerRecord<String, byte[]> redriven(Batch batch) {
        ConsumerRecord<String, byte[]> record = Batches.record(batch, 0, 1);
        record.headers().add(RecordHeaders.REDRIVE, "0-1".getBytes(StandardCharsets.US_ASCII));
        record.headers().add(RecordHeaders.TRIED_UNTIL, UNTIL.toString().getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private long mutations() {
        return harness.shopify.requests().stream()
                .filter(request -> request.body().contains("mutation "))
                .count();
    }
}
