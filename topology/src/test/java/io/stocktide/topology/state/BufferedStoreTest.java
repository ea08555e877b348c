package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import io.stocktide.topology.questions.Agenda.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class BufferedStoreTest {
    private static final byte[] OLD = {1};
    private static final byte[] NEW = {2};

    private final KeyValueStore<Bytes, byte[]> stored = MemoryStore.open();
    private final BufferedStore store = new BufferedStore(stored);

    private static Bytes key(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> scan(String prefix, int limit) {
        return store.scan(key(prefix), limit).stream()
                .map(entry -> new String(entry.key.get(), StandardCharsets.UTF_8) + entry.value[0])
                .toList();
    }

    @Test
    void reads_see_what_is_held_back_and_the_store_does_not() {
        store.put(key("a"), NEW);

        assertThat(store.get(key("a"))).isEqualTo(NEW);
        assertThat(stored.get(key("a"))).isNull();
        store.flush();
        assertThat(stored.get(key("a"))).isEqualTo(NEW);
    }

    @Test
    void what_is_discarded_leaves_nothing_behind() {
        stored.put(key("a"), OLD);
        store.delete(key("a"));
        store.put(key("b"), NEW);
        store.discard();
        store.flush();

        assertThat(store.get(key("a"))).isEqualTo(OLD);
        assertThat(store.get(key("b"))).isNull();
    }

    @Test
    void a_scan_sees_puts_overwrites_and_deletes_that_are_held_back() {
        stored.put(key("a1"), OLD);
        stored.put(key("a2"), OLD);
        stored.put(key("a3"), OLD);
        stored.put(key("b"), OLD);
        store.delete(key("a1"));
        store.put(key("a2"), NEW);
        store.put(key("a0"), NEW);
        store.put(key("b1"), NEW);

        assertThat(scan("a", 10)).containsExactly("a02", "a22", "a31");
        assertThat(scan("a", 2)).containsExactly("a02", "a22");
    }

    @Test
    void a_scan_is_that_of_a_store_that_holds_all_of_it() {
        Seeds.forEach(200, random -> {
            KeyValueStore<Bytes, byte[]> under = MemoryStore.open();
            BufferedStore buffered = new BufferedStore(under);
            TreeMap<String, byte[]> model = new TreeMap<>();
            for (int i = 0; i < 40; i++) {
                change(buffered, model, random);
                if (random.nextInt(8) == 0) {
                    buffered.flush();
                }
            }
            int limit = 1 + random.nextInt(6);
            assertThat(buffered.scan(key("b"), limit))
                    .extracting(entry -> new String(entry.key.get(), StandardCharsets.UTF_8))
                    .containsExactlyElementsOf(model.keySet().stream()
                            .filter(key -> key.startsWith("b"))
                            .limit(limit)
                            .toList());
        });
    }

    private static void change(BufferedStore buffered, TreeMap<String, byte[]> model, Random random) {
        String key = (char) ('a' + random.nextInt(3)) + Integer.toString(random.nextInt(9));
        if (random.nextInt(3) == 0) {
            buffered.delete(key(key));
            model.remove(key);
        } else {
            buffered.put(key(key), NEW);
            model.put(key, NEW);
        }
    }

    @Test
    void what_is_due_is_found_in_the_order_of_time_and_nothing_of_the_shops() {
        StoredShop shop = new StoredShop("abc", store);
        shop.add(7, Subject.ITEM, 11);
        shop.add(5, Subject.VARIANT, 31);
        shop.add(9, Subject.ITEM, 12);
        shop.put(31, 11);
        store.flush();

        assertThat(store.due(7, 10, key -> true)).extracting(AgendaKey::id).containsExactly(31L, 11L);
        assertThat(store.due(9, 1, key -> true)).hasSize(1);
    }
}
