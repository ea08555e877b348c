package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.questions.Agenda.Subject;
import io.stocktide.topology.stock.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ShopErasureTest {
    private static final String SHOP = "b.myshopify.com";
    private static final String OTHER = "a.myshopify.com";

    private final KeyValueStore<Bytes, byte[]> shopStored = MemoryStore.open();
    private final KeyValueStore<Bytes, byte[]> historyStored = MemoryStore.open();
    private final BufferedStore shopStore = new BufferedStore(shopStored);
    private final BufferedStore historyStore = new BufferedStore(historyStored);
    private final List<String> unstocked = new ArrayList<>();

    private void fill(String name, int items) {
        StoredShop shop = new StoredShop(name, shopStore);
        for (long id = 0; id < items; id++) {
            Item item = Item.of(id);
            item.level(71);
            item.level(72);
            shop.put(item);
            shop.add(1_000 + id, Subject.ITEM, id);
            historyStore.put(new StateKeys(name).row(id, 1), new byte[] {1});
        }
        flush();
    }

    private void flush() {
        shopStore.flush();
        historyStore.flush();
    }

    /** As a process does that has just started: nothing is known but the stores. */
    private boolean step(int limit) {
        Optional<ShopErasure> underWay = ShopErasure.underWay(shopStore, historyStore);
        underWay.ifPresent(erasure -> {
            boolean unused = erasure.step(limit, (item, location) -> unstocked.add(item.id() + "@" + location));
        });
        flush();
        return underWay.isPresent();
    }

    private int keys() {
        int count = 0;
        for (KeyValueStore<Bytes, byte[]> store : List.of(shopStored, historyStored)) {
            try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
                for (; all.hasNext(); all.next()) {
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void it_goes_on_after_any_step_and_ends_with_the_other_shops_alone() {
        fill(OTHER, 20);
        int others = keys();
        fill(SHOP, 20);
        ShopErasure.begin(SHOP, shopStore);
        flush();

        for (int before = keys(), steps = 0; step(7); before = keys(), steps++) {
            assertThat(before - keys()).as("keys dropped in one step").isLessThanOrEqualTo(7);
            assertThat(steps).isLessThan(200);
        }

        assertThat(keys()).isEqualTo(others);
        assertThat(unstocked).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void what_is_added_before_the_last_step_goes_too() {
        fill(SHOP, 20);
        ShopErasure.begin(SHOP, shopStore);
        flush();
        for (int i = 0; i < 5; i++) {
            step(7);
        }
        fill(SHOP, 3);

        for (int steps = 0; step(7); steps++) {
            assertThat(steps).isLessThan(200);
        }

        assertThat(keys()).isZero();
    }

    @Test
    void without_a_request_nothing_is_dropped() {
        fill(SHOP, 3);

        assertThat(step(7)).isFalse();
        assertThat(keys()).isEqualTo(9);
    }
}
