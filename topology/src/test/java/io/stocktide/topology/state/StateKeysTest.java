package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.questions.Agenda;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class StateKeysTest {
    private final StateKeys keys = new StateKeys("abc");

    private static boolean startsWith(Bytes key, Bytes prefix) {
        byte[] start = prefix.get();
        return key.get().length >= start.length && Arrays.equals(Arrays.copyOf(key.get(), start.length), start);
    }

    @Test
    void no_prefix_of_a_shop_takes_in_another_whose_name_begins_alike() {
        for (String other : List.of("abc-2", "ab", "abc.d", "abcd")) {
            StateKeys others = new StateKeys(other);
            assertThat(startsWith(others.item(1), keys.items())).isFalse();
            assertThat(startsWith(others.delta(true, 1, 2), keys.deltas(true))).isFalse();
            assertThat(startsWith(others.count(true, 1, 2), keys.counts(true))).isFalse();
            assertThat(startsWith(others.sku("sku", 1), keys.sku("sku"))).isFalse();
            assertThat(startsWith(others.awaiting(1, 2), keys.awaiting(1))).isFalse();
            assertThat(startsWith(others.row(1, 2), keys.rows(1))).isFalse();
        }
    }

    @Test
    void no_prefix_of_a_kind_takes_in_another_kind() {
        assertThat(startsWith(keys.order(1), keys.items())).isFalse();
        assertThat(startsWith(keys.count(true, 1, 2), keys.deltas(true))).isFalse();
    }

    @Test
    void one_sku_is_no_prefix_of_another() {
        assertThat(startsWith(keys.sku("shirt-red", 1), keys.sku("shirt"))).isFalse();
        assertThat(startsWith(keys.parkedFor("shirt-red", 1), keys.parkedFor("shirt")))
                .isFalse();
    }

    @Test
    void keys_of_a_kind_lie_in_the_order_of_their_ids() {
        assertThat(keys.item(255)).isLessThan(keys.item(256));
        assertThat(keys.item(9_007_199_254_740_993L)).isLessThan(keys.item(Long.MAX_VALUE));
        assertThat(keys.row(1, 255)).isLessThan(keys.row(1, 256));
    }

    @Test
    void ids_are_read_back_from_their_keys() {
        assertThat(StateKeys.lastId(keys.delta(true, 11, 71))).isEqualTo(71);
        assertThat(StateKeys.idBeforeLast(keys.delta(true, 11, 71))).isEqualTo(11);
        assertThat(StateKeys.lastId(keys.sku("sku", 11))).isEqualTo(11);
    }

    @Test
    void the_agenda_lies_in_the_order_of_time_over_all_shops() {
        AgendaKey early = new AgendaKey(5, "z-shop", Agenda.Subject.VARIANT, 9);
        AgendaKey late = new AgendaKey(6, "a-shop", Agenda.Subject.ITEM, 1);

        assertThat(early.toBytes()).isLessThan(late.toBytes());
        assertThat(AgendaKey.of(late.toBytes())).isEqualTo(late);
        assertThat(early.toBytes()).isBetween(AgendaKey.first(), AgendaKey.after(5));
        assertThat(late.toBytes()).isGreaterThan(AgendaKey.after(5));
        assertThat(late.toBytes()).isLessThan(keys.items());
    }
}
