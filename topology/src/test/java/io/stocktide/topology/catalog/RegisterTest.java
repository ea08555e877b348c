package io.stocktide.topology.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static final List<Register<String>> SOME = List.of(
            Register.empty(),
            new Register<>(1, null),
            new Register<>(1, "a"),
            new Register<>(1, "b"),
            new Register<>(2, null),
            new Register<>(2, "a"));

    @Test
    void merging_is_the_same_in_any_order_and_however_often() {
        for (Register<String> a : SOME) {
            assertThat(a.merge(a)).isEqualTo(a);
            for (Register<String> b : SOME) {
                assertThat(a.merge(b)).isEqualTo(b.merge(a));
                for (Register<String> c : SOME) {
                    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
                }
            }
        }
    }

    @Test
    void the_last_writer_by_shopifys_clock_wins() {
        assertThat(new Register<>(2, "a").merge(new Register<>(1, "b")).value()).isEqualTo("a");
    }
}
