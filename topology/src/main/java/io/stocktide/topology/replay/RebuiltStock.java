package io.stocktide.topology.replay;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.state.StateCodec;
import io.stocktide.topology.state.StateKeys;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import io.stocktide.topology.streams.Stores;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Every level as a topology has it in its stores. */
final class RebuiltStock {
    private RebuiltStock() {}

    /** The levels by the key that they have on the topic {@code stock}. */
    static Map<String, StockLevel> of(KafkaStreams streams) {
        Map<String, StockLevel> levels = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = streams.store(StoreQueryParameters.fromNameAndType(
                        Stores.SHOP_STATE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore()))
                .range(StateKeys.firstOfShops(), null)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                StateKeys.Parts parts = StateKeys.parts(entry.key);
                if (parts.isItem()) {
                    Item item = StateCodec.read(entry.value, Item.class);
                    StockViews.levels(parts.shop(), item)
                            .forEach((locationId, level) ->
                                    levels.put(Keys.level(parts.shop(), item.id(), locationId), level));
                }
            }
        }
        return levels;
    }
}
