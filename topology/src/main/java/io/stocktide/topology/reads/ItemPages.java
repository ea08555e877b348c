package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.StockPage;
import io.stocktide.topology.state.StateCodec;
import io.stocktide.topology.state.StateKeys;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Pages of items in the order of their ids. A cursor is an id, so whatever is written between two pages, an item that
 * was there all the while comes once.
 */
final class ItemPages {
    /** What one page looks through at most, so that a filter which lets little through ends in time. */
    static final int MAX_LOOKED_AT = 5_000;

    private final AsOf asOf;
    private final String shop;
    private final StateKeys keys;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

    ItemPages(String shop, StateKeys keys, ReadOnlyKeyValueStore<Bytes, byte[]> store, AsOf asOf) {
        this.asOf = asOf;
        this.shop = shop;
        this.keys = keys;
        this.store = store;
    }

    StockPage page(StockFilter filter, OptionalLong afterItemId, int limit) {
        long first = afterItemId.isPresent() ? afterItemId.getAsLong() + 1 : 0;
        List<ItemStock> items = new ArrayList<>();
        long last = first;
        try (KeyValueIterator<Bytes, byte[]> found = from(first, filter.sku())) {
            for (int looked = 0; found.hasNext() && items.size() < limit && looked < MAX_LOOKED_AT; looked++) {
                KeyValue<Bytes, byte[]> entry = found.next();
                last = StateKeys.lastId(entry.key);
                item(entry, filter).ifPresent(items::add);
            }
            return new StockPage(items, found.hasNext() ? Cursor.write(last) : null);
        }
    }

    private KeyValueIterator<Bytes, byte[]> from(long first, String sku) {
        return sku == null
                ? store.range(keys.item(first), keys.item(Long.MAX_VALUE))
                : store.range(keys.sku(sku, first), keys.sku(sku, Long.MAX_VALUE));
    }

    /** The entry is an item or names one. */
    private Optional<ItemStock> item(KeyValue<Bytes, byte[]> entry, StockFilter filter) {
        byte[] bytes = filter.sku() == null ? entry.value : store.get(keys.item(StateKeys.lastId(entry.key)));
        return Optional.ofNullable(bytes)
                .map(each -> StateCodec.read(each, Item.class))
                .flatMap(item -> filter.locationId() == null
                        ? Optional.of(StockViews.item(shop, item, asOf))
                        : StockViews.itemAt(shop, item, filter.locationId(), asOf));
    }
}
