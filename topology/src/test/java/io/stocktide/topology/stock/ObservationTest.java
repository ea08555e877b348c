package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static Observation any(Random random) {
        long second = random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> Observation.gone(second);
            case 1 -> Observation.at(second, null);
            case 2 -> Observation.between(second, second + random.nextInt(3), (long) random.nextInt(3));
            default -> Observation.at(second, (long) random.nextInt(3));
        };
    }

    @Test
    void merging_does_not_depend_on_order_grouping_or_repetition() {
        Seeds.forEach(2000, random -> {
            Observation a = any(random);
            Observation b = any(random);
            Observation c = any(random);

            assertThat(a.merge(b)).isEqualTo(b.merge(a));
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(a)).isEqualTo(a);
            assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
        });
    }

    @Test
    void the_newer_holds() {
        assertThat(Observation.at(5, 10L).merge(Observation.at(6, 12L))).isEqualTo(Observation.at(6, 12L));
    }

    @Test
    void of_one_second_the_lower_holds_and_is_disputed() {
        Observation merged = Observation.at(5, 10L).merge(Observation.at(5, 8L));

        assertThat(merged.available()).isEqualTo(8);
        assertThat(merged.disputed()).isTrue();
    }

    @Test
    void the_same_figure_twice_is_not_disputed() {
        assertThat(Observation.at(5, 10L).merge(Observation.at(5, 10L)).disputed())
                .isFalse();
    }

    @Test
    void not_stocked_is_lower_than_any_figure() {
        assertThat(Observation.at(5, -3L).merge(Observation.gone(5)).stocked()).isFalse();
    }

    @Test
    void a_read_is_true_at_some_moment_until_its_end() {
        assertThat(Observation.between(5, 4, 1L).untilSecond()).isEqualTo(5);
        assertThat(Observation.at(5, 1L).merge(Observation.between(5, 7, 1L)).untilSecond())
                .isEqualTo(7);
    }
}
