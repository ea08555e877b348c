package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.TestShop.SHOP;
import static io.stocktide.topology.streams.TestShop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotProcessorTest {
    private static final long ITEM = 11;
    private static final long VARIANT = 31;
    private static final long HERE = 71;
    private static final long THERE = 72;

    private final TestShop shop = new TestShop();

    @AfterEach
    void ledgerSumsToBalanceAndClose() {
        assertThat(shop.ledgerSum(ITEM)).isEqualTo(shop.balance(ITEM));
        shop.close();
    }

    private static Snapshot snapshot(Long variantId, long from, long until, SnapshotLevel... levels) {
        return new Snapshot(
                SHOP,
                variantId,
                ITEM,
                true,
                "sku",
                true,
                START.plusSeconds(from),
                START.plusSeconds(until),
                true,
                List.of(levels));
    }

    @Test
    void a_snapshot_settles_every_order_before_it_at_all_places() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1).level(ITEM, THERE, 5, 1);
        shop.order(500, 3, VARIANT, 2);

        shop.snapshot(snapshot(null, 6, 7, new SnapshotLevel(HERE, 8), new SnapshotLevel(THERE, 5)));
        assertThat(shop.balance(ITEM)).isEqualTo(13);
        assertThat(shop.stock(ITEM, HERE).unsettled()).isZero();
    }

    @Test
    void an_order_while_the_snapshot_was_read_counts_in_doubt() {
        shop.variant(VARIANT, ITEM, "sku")
                .snapshot(snapshot(null, 6, 8, new SnapshotLevel(HERE, 8)))
                .order(500, 7, VARIANT, 2);

        assertThat(shop.balance(ITEM)).isEqualTo(6);
    }

    @Test
    void a_level_that_a_snapshot_does_not_list_is_not_stocked() {
        shop.level(ITEM, HERE, 10, 1).level(ITEM, THERE, 5, 1);
        shop.snapshot(snapshot(null, 6, 6, new SnapshotLevel(HERE, 10)));

        assertThat(shop.stock(ITEM, THERE)).isNull();
        assertThat(shop.balance(ITEM)).isEqualTo(10);
    }

    @Test
    void a_snapshot_of_a_variant_lets_its_orders_move() {
        shop.level(ITEM, HERE, 10, 1).order(500, 9, VARIANT, 2);
        shop.snapshot(snapshot(VARIANT, 6, 6, new SnapshotLevel(HERE, 10)));

        assertThat(shop.balance(ITEM)).isEqualTo(8);
    }

    @Test
    void a_doubt_after_an_answer_is_a_new_doubt_with_its_own_settling_time() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);
        shop.pass(Duration.ofSeconds(61));
        assertThat(shop.read(Topics.LOOKUPS)).hasSize(1);

        shop.snapshot(snapshot(null, 50, 50, new SnapshotLevel(HERE, 8))).order(501, 50, VARIANT, 1);
        shop.pass(Duration.ofSeconds(59));
        assertThat(shop.read(Topics.LOOKUPS)).isEmpty();
        shop.pass(Duration.ofSeconds(2));
        assertThat(shop.read(Topics.LOOKUPS)).hasSize(1);
    }

    @Test
    void an_unanswered_question_is_asked_again_with_growing_pauses() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);
        shop.pass(Duration.ofSeconds(61)).pass(Duration.ofSeconds(61));
        assertThat(shop.read(Topics.LOOKUPS)).hasSize(1);

        shop.pass(Duration.ofSeconds(61));
        assertThat(shop.read(Topics.LOOKUPS))
                .singleElement()
                .satisfies(again -> assertThat(again.attempt()).isEqualTo(1));
    }

    @Test
    void orders_of_a_variant_that_stays_unknown_become_a_dead_letter_after_a_bound() {
        shop.level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);
        for (int day = 0; day < 20; day++) {
            shop.pass(Duration.ofDays(1));
        }

        assertThat(shop.read(Topics.LOOKUPS)).hasSize(10);
        assertThat(shop.read(Topics.DEAD_LETTERS))
                .singleElement()
                .extracting(DeadLetter::cause)
                .isEqualTo("unknown_variant");
    }
}
