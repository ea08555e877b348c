package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.stock.Item;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodedCacheTest {
    private static final String SHOP = "a-shop";

    private final KeyValueStore<Bytes, byte[]> stored = MemoryStore.open();
    private final DecodedCache cache = DecodedCache.create();
    private final BufferedStore webhooks = new BufferedStore(stored, cache);
    private final BufferedStore deliveries = new BufferedStore(stored, cache);

    @BeforeEach
    void store_an_item() {
        shop(webhooks).put(Item.of(11));
        webhooks.flush();
    }

    private static StoredShop shop(BufferedStore store) {
        return new StoredShop(SHOP, store);
    }

    private static Item item(BufferedStore store) {
        return shop(store).item(11).orElseThrow();
    }

    @Test
    void an_item_that_sells_is_decoded_once() {
        Item first = item(webhooks);
        shop(webhooks).put(first);
        webhooks.flush();

        assertThat(item(webhooks)).isSameAs(first);
    }

    @Test
    void what_one_processor_has_written_the_others_read() {
        Item sold = item(webhooks);
        sold.askAt(7, 1);
        shop(webhooks).put(sold);
        webhooks.flush();

        assertThat(item(deliveries).askAtMillis()).isEqualTo(7);
    }

    @Test
    void a_record_that_fails_leaves_none_of_its_changes_to_the_next() {
        Item failing = item(webhooks);
        failing.askAt(7, 1);
        shop(webhooks).put(failing);
        webhooks.discard();

        assertThat(item(webhooks).askAtMillis()).isZero();
    }

    @Test
    void what_was_changed_and_not_put_again_is_forgotten() {
        item(webhooks).askAt(7, 1);
        webhooks.flush();

        assertThat(item(webhooks).askAtMillis()).isZero();
    }

    @Test
    void what_was_deleted_is_not_found() {
        webhooks.delete(new StateKeys(SHOP).item(11));
        webhooks.flush();

        assertThat(shop(webhooks).item(11)).isEmpty();
    }

    @Test
    void a_variant_that_moves_to_another_item_is_found_there() {
        shop(webhooks).put(31L, 11L);
        webhooks.flush();
        assertThat(shop(deliveries).itemOf(31)).isEqualTo(OptionalLong.of(11));
        shop(webhooks).put(31L, 12L);

        assertThat(shop(webhooks).itemOf(31)).isEqualTo(OptionalLong.of(12));
        webhooks.flush();
        assertThat(shop(deliveries).itemOf(31)).isEqualTo(OptionalLong.of(12));
    }

    @Test
    void those_used_last_stay_where_there_is_not_room_for_all() {
        DecodedCache small = new DecodedCache(1000);
        Item used = Item.of(1);
        LongStream.range(1, 100).forEach(id -> {
            small.written(new StateKeys(SHOP).item(id), Item.of(id), new byte[100]);
            small.written(new StateKeys(SHOP).item(1), used, new byte[100]);
        });

        long kept = LongStream.range(1, 100)
                .filter(id -> small.peek(new StateKeys(SHOP).item(id)) != null)
                .count();
        assertThat(kept).isBetween(5L, 10L);
        assertThat(small.peek(new StateKeys(SHOP).item(1))).isSameAs(used);
    }
}
