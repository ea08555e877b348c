package io.stocktide.topology.state;

import io.stocktide.topology.stock.Item;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Items in a store, past every book. */
public final class StoredItems {
    private StoredItems() {}

    public static void change(KeyValueStore<Bytes, byte[]> store, String shop, long itemId, Consumer<Item> change) {
        Bytes key = new StateKeys(shop).item(itemId);
        Item item = StateCodec.read(store.get(key), Item.class);
        change.accept(item);
        store.put(key, StateCodec.write(item));
    }
}
