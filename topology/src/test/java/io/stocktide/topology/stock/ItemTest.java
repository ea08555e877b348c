package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import io.stocktide.topology.catalog.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ItemTest {
    private static final long HERE = 71;
    private static final long THERE = 72;

    private final Item item = Item.of(11);

    @Test
    void what_no_location_is_named_for_counts_against_every_level_and_once_against_the_balance() {
        item.observe(HERE, Observation.at(5, 10L));
        item.observe(THERE, Observation.at(5, 4L));
        item.move(null, 6, -2);

        assertThat(item.availableAt(item.level(HERE))).isEqualTo(8);
        assertThat(item.availableAt(item.level(THERE))).isEqualTo(2);
        assertThat(item.balance()).isEqualTo(12);
    }

    @Test
    void it_is_explained_once_every_stocked_level_was_observed_after_it() {
        item.observe(HERE, Observation.at(5, 10L));
        item.observe(THERE, Observation.at(5, 4L));
        item.move(null, 6, -2);
        item.observe(HERE, Observation.at(7, 8L));
        assertThat(item.unsettled()).isEqualTo(-2);

        item.observe(THERE, Observation.gone(6));
        assertThat(item.unsettled()).isZero();
    }

    @Test
    void in_the_second_of_the_observation_it_still_counts() {
        item.move(null, 6, -2);
        item.observe(HERE, Observation.at(6, 8L));

        assertThat(item.unsettled()).isEqualTo(-2);
        assertThat(item.inDoubt()).isTrue();
    }

    @Test
    void an_untracked_item_has_no_figure_and_no_doubt() {
        item.observe(HERE, Observation.at(5, 10L));
        item.move(null, 6, -2);
        item.describe(Register.empty(), new Register<>(6, false));

        assertThat(item.availableAt(item.level(HERE))).isNull();
        assertThat(item.balance()).isZero();
        assertThat(item.inDoubt()).isFalse();
    }

    @Test
    void whether_it_is_tracked_hides_movements_and_does_not_lose_them() {
        Register<Boolean> untracked = new Register<>(6, false);
        Register<Boolean> tracked = new Register<>(7, true);
        Seeds.forEach(50, random -> {
            Item permuted = Item.of(11);
            List<Consumer<Item>> facts = List.of(
                    i -> i.observe(HERE, Observation.at(5, 10L)),
                    i -> i.move(HERE, 6, -2),
                    i -> i.move(null, 6, -1),
                    i -> i.describe(Register.empty(), untracked),
                    i -> i.describe(Register.empty(), tracked));
            Seeds.permuted(facts, random).forEach(fact -> fact.accept(permuted));

            assertThat(permuted.balance()).isEqualTo(7);
        });
    }

    @Test
    void the_order_of_observations_and_movements_at_a_place_does_not_matter() {
        Seeds.forEach(200, random -> {
            List<Consumer<Item>> facts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                facts.add(anyAtAPlace(random));
            }
            Item one = Item.of(11);
            facts.forEach(fact -> fact.accept(one));
            Item other = Item.of(11);
            Seeds.permuted(facts, random).forEach(fact -> fact.accept(other));

            assertThat(other.balance()).isEqualTo(one.balance());
            assertThat(other.inDoubt()).isEqualTo(one.inDoubt());
        });
    }

    private static Consumer<Item> anyAtAPlace(Random random) {
        long place = random.nextBoolean() ? HERE : THERE;
        long second = random.nextInt(4);
        long quantity = random.nextInt(9) - 4L;
        return random.nextBoolean()
                ? item -> item.move(place, second, quantity)
                : item -> item.observe(place, Observation.at(second, quantity));
    }

    @Test
    void a_late_first_sight_of_another_place_brings_back_what_it_may_have_to_explain() {
        item.observe(HERE, Observation.at(10, 10L));
        item.move(null, 6, -2);
        item.observe(THERE, Observation.at(3, 4L));

        assertThat(item.unsettled()).isEqualTo(-2);
    }

    @Test
    void a_level_that_a_complete_read_did_not_find_is_gone_even_where_it_is_heard_of_later() {
        item.isComplete(20);
        item.observe(THERE, Observation.at(3, 4L));

        assertThat(item.isStockedAt(THERE)).isFalse();
        item.observe(THERE, Observation.at(21, 4L));
        assertThat(item.isStockedAt(THERE)).isTrue();
    }
}
