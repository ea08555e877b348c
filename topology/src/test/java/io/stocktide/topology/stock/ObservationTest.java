package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static List<Observation> some() {
        List<Observation> some = new ArrayList<>();
        for (long second : new long[] {5, 6}) {
            some.add(Observation.gone(second));
            some.add(Observation.at(second, null));
            some.add(Observation.at(second, 3L));
            some.add(Observation.at(second, 4L));
            some.add(Observation.between(second, second + 2, 4L));
        }
        return some;
    }

    @Test
    void merging_is_the_same_in_any_order_and_however_often() {
        for (Observation a : some()) {
            assertThat(a.merge(a)).isEqualTo(a);
            for (Observation b : some()) {
                assertThat(a.merge(b)).isEqualTo(b.merge(a));
                assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
                for (Observation c : some()) {
                    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
                }
            }
        }
    }

    @Test
    void the_newer_wins() {
        assertThat(Observation.at(6, 9L).merge(Observation.at(5, 1L)).available())
                .isEqualTo(9);
    }

    @Test
    void of_one_second_the_lower_holds_and_is_in_dispute() {
        Observation merged = Observation.at(5, 9L).merge(Observation.at(5, 1L));

        assertThat(merged.available()).isEqualTo(1);
        assertThat(merged.disputed()).isTrue();
    }
}
