package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class LedgerMismatchesTest {
    private static final String SHOP = "a-shop";

    private final KeyValueStore<Bytes, byte[]> stored = MemoryStore.open();
    private final BufferedStore store = new BufferedStore(stored);
    private final LedgerMismatches mismatches = new LedgerMismatches(store);

    @Test
    void an_item_counts_once_however_often_it_is_found() {
        assertThat(mismatches.note(SHOP, 11, true)).isZero();
        assertThat(mismatches.note(SHOP, 11, false)).isEqualTo(1);
        assertThat(mismatches.note(SHOP, 11, false)).isZero();
        assertThat(mismatches.note("b-shop", 11, false)).isEqualTo(1);
        assertThat(mismatches.count()).isEqualTo(2);
        assertThat(mismatches.note(SHOP, 11, true)).isEqualTo(-1);
        assertThat(mismatches.note(SHOP, 11, true)).isZero();
    }

    @Test
    void they_outlive_the_task_and_are_of_no_shop_and_not_due() {
        mismatches.note(SHOP, 11, false);
        store.flush();

        BufferedStore after = new BufferedStore(stored);
        assertThat(new LedgerMismatches(after).count()).isEqualTo(1);
        assertThat(after.shopKeysAfter(null, 10)).isEmpty();
        assertThat(after.due(Long.MAX_VALUE - 1, 10, key -> true)).isEmpty();
    }
}
