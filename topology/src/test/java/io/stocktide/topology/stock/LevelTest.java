package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.engine.MapShop;
import io.stocktide.topology.facts.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelTest {
    private final Level level = new Level();

    private static ChannelDelta delta(int delta, long occurredAtMillis) {
        return new ChannelDelta(delta, occurredAtMillis, ChannelDelta.lineId(2, 0), "k");
    }

    @Test
    void an_unobserved_level_has_nothing_to_sell() {
        level.move(5, -2);

        assertThat(level.available()).isZero();
        assertThat(level.counts()).isFalse();
    }

    @Test
    void a_movement_counts_once_whichever_comes_first_it_or_the_observation_that_holds_it() {
        level.move(4, -2);
        level.observe(Observation.at(5, 8L));
        assertThat(level.available()).isEqualTo(8);

        level.move(4, -2);
        assertThat(level.available()).isEqualTo(8);
    }

    @Test
    void a_movement_that_no_figure_of_shopifys_follows_is_in_doubt() {
        level.observe(Observation.at(5, 8L));
        level.move(7, -2);
        assertThat(level.inDoubt()).isTrue();

        level.observe(Observation.at(8, 8L));
        assertThat(level.inDoubt()).isFalse();
    }

    @Test
    void what_lowers_counts_at_once_and_what_raises_when_shopify_has_it() {
        level.observe(Observation.at(5, 8L));
        level.queue(delta(-3, 6000), false);
        level.queue(delta(4, 6000), false);

        assertThat(level.available()).isEqualTo(8);
        assertThat(level.pendingPush()).isEqualTo(1);

        level.queue(delta(-3, 6000), false);
        assertThat(level.available()).isEqualTo(6);
    }

    @Test
    void a_delta_that_is_not_newer_than_the_count_is_in_it() {
        level.observe(Observation.at(5, 8L));
        level.count(PendingCount.of("count", 1, 7000, 6), false);

        assertThat(level.queue(delta(-1, 7000), false)).isFalse();
        assertThat(level.queue(delta(-1, 7001), false)).isTrue();
        assertThat(level.available()).isEqualTo(5);
    }

    @Test
    void a_pending_count_never_raises_the_level() {
        level.observe(Observation.at(5, 8L));
        level.count(PendingCount.of("count", 1, 7000, 12), false);

        assertThat(level.available()).isEqualTo(8);
        assertThat(level.pendingPush()).isEqualTo(4);
    }

    @Test
    void an_observation_in_doubt_is_in_doubt_until_a_newer_one() {
        level.observe(Observation.at(5, 8L));
        level.observe(Observation.at(5, 9L));
        assertThat(level.inDoubt()).isTrue();

        level.observe(Observation.at(6, 9L));
        assertThat(level.inDoubt()).isFalse();
    }

    @Test
    void whether_a_level_is_stocked_at_all_can_be_in_doubt() {
        level.observe(Observation.at(5, 8L));
        level.observe(Observation.gone(5));

        assertThat(level.stocked()).isFalse();
        assertThat(level.inDoubt()).isTrue();
    }

    @Test
    void a_level_that_goes_away_takes_nothing_off_the_count_that_waits() {
        StockBook book = new StockBook(new Facts().next(), new MapShop(), (item, now) -> {});
        book.observe(11, Map.of(71L, Observation.at(5, 8L)));
        book.open(11).level(71).count(PendingCount.of("count", 1, 7000, 6), false);
        book.observe(11, Map.of(71L, Observation.gone(8)));

        assertThat(book.open(11).level(71).count().target()).isEqualTo(6);
    }

    @Test
    void a_count_and_the_deltas_after_it_make_the_same_in_either_order() {
        Level countFirst = new Level();
        countFirst.count(PendingCount.of("count", 1, 7000, 6), false);
        countFirst.queue(delta(-2, 7500), false);
        Level countLast = new Level();
        countLast.queue(delta(-2, 7500), false);
        countLast.count(PendingCount.of("count", 3, 7000, 6), false);

        assertThat(countFirst.count().target() + countFirst.outgoing().effect()).isEqualTo(4);
        assertThat(countLast.count().target() + countLast.outgoing().effect()).isEqualTo(4);
    }

    @Test
    void a_count_older_than_the_deltas_that_are_remembered_comes_too_late() {
        for (int i = 0; i < 100; i++) {
            level.queue(delta(-1, 8000 + i), false);
        }

        assertThat(level.isNewestCount(7999)).isFalse();
        assertThat(level.isNewestCount(8090)).isTrue();
    }
}
