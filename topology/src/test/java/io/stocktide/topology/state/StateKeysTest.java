package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.questions.Agenda;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class StateKeysTest {
    private static boolean startsWith(Bytes key, Bytes prefix) {
        byte[] start = prefix.get();
        return key.get().length >= start.length && Arrays.equals(key.get(), 0, start.length, start, 0, start.length);
    }

    @Test
    void a_scan_of_one_shop_stops_at_it_whatever_another_is_called() {
        StateKeys one = new StateKeys("abc");
        StateKeys other = new StateKeys("abc-2");

        assertThat(startsWith(one.item(5), one.items())).isTrue();
        assertThat(startsWith(other.item(5), one.items())).isFalse();
        assertThat(startsWith(other.sku("x", 5), one.sku("x"))).isFalse();
    }

    @Test
    void a_sku_is_no_prefix_of_another() {
        StateKeys keys = new StateKeys("abc");

        assertThat(startsWith(keys.sku("TEA-10", 5), keys.sku("TEA-1"))).isFalse();
    }

    @Test
    void keys_sort_as_their_ids_do() {
        StateKeys keys = new StateKeys("abc");

        assertThat(keys.item(255)).isLessThan(keys.item(256));
        assertThat(keys.item(1L << 53)).isLessThan(keys.item((1L << 53) + 1));
    }

    @Test
    void an_agenda_key_tells_all_that_went_into_it_and_sorts_by_when_it_is_due() {
        AgendaKey key = new AgendaKey(1_000, "abc", Agenda.Subject.VARIANT, 77);

        assertThat(AgendaKey.of(key.toBytes())).isEqualTo(key);
        assertThat(key.toBytes()).isBetween(AgendaKey.first(), AgendaKey.after(1_000));
        assertThat(key.toBytes()).isGreaterThan(AgendaKey.after(999));
    }
}
