package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenMovementsTest {
    private final OpenMovements open = new OpenMovements();

    @Test
    void what_is_newer_than_the_observation_counts() {
        open.add(6, -2);
        open.add(6, 3);

        assertThat(open.since(Observation.at(5, 10L))).isEqualTo(1);
    }

    @Test
    void what_may_be_in_the_observation_counts_only_where_it_lowers() {
        open.add(5, -2);
        open.add(5, 3);
        open.add(7, 4);

        assertThat(open.since(Observation.between(5, 7, 10L))).isEqualTo(-2);
        assertThat(open.anySince(5)).isTrue();
    }

    @Test
    void what_is_older_than_the_observation_is_settled() {
        open.add(4, -2);
        open.add(5, -1);
        open.settleBefore(5);

        assertThat(open.loweringSince(0)).isEqualTo(-1);
        assertThat(open.anySince(6)).isFalse();
    }

    @Test
    void what_is_taken_back_leaves_nothing() {
        Seeds.forEach(100, random -> {
            OpenMovements movements = new OpenMovements();
            List<long[]> added = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long[] movement = {random.nextInt(5), random.nextInt(9) - 4};
                added.add(movement);
                movements.add(movement[0], movement[1]);
            }
            Seeds.permuted(added, random).forEach(movement -> movements.remove(movement[0], movement[1]));

            assertThat(movements.anySince(0)).isFalse();
        });
    }

    @Test
    void what_was_never_added_cannot_be_taken_back() {
        open.add(5, -1);
        open.remove(5, -3);
        open.add(5, 2);

        assertThat(open.loweringSince(0)).isZero();
        assertThat(open.since(Observation.at(4, 0L))).isEqualTo(2);
    }

    @Test
    void seconds_without_end_take_no_room_without_end_and_count_what_lowers() {
        for (int second = 0; second < 1000; second++) {
            open.add(second, -1);
            open.add(second, 1);
        }

        assertThat(open.size()).isEqualTo(128);
        assertThat(open.loweringSince(0)).isEqualTo(-1000);
        assertThat(open.since(Observation.at(-1, 0L))).isBetween(-1000L, 0L);
    }
}
