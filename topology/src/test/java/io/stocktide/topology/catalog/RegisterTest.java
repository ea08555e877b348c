package io.stocktide.topology.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static Register<String> any(Random random) {
        if (random.nextInt(8) == 0) {
            return Register.empty();
        }
        return new Register<>(random.nextInt(3), random.nextInt(3) == 0 ? null : "sku-" + random.nextInt(3));
    }

    @Test
    void merging_does_not_depend_on_order_grouping_or_repetition() {
        Seeds.forEach(300, random -> {
            Register<String> a = any(random);
            Register<String> b = any(random);
            Register<String> c = any(random);

            assertThat(a.merge(b)).isEqualTo(b.merge(a));
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(a)).isEqualTo(a);
        });
    }

    @Test
    void the_later_value_wins_even_where_it_is_none() {
        Register<String> named = new Register<>(5, "sku");
        Register<String> unnamed = new Register<>(6, null);

        assertThat(named.merge(unnamed).value()).isNull();
        assertThat(unnamed.merge(named).value()).isNull();
    }

    @Test
    void a_register_that_was_never_written_yields_to_any() {
        assertThat(Register.<String>empty().merge(new Register<>(-1, "sku")).value())
                .isEqualTo("sku");
    }
}
