package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.rest.StockPage;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.topology.reservations.KeptReservation;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.state.StateCodec;
import io.stocktide.topology.state.StateKeys;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import io.stocktide.topology.streams.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads of one shop. No scan leaves the shop's prefix. */
public final class StockReads {
    private final String shop;
    private final StateKeys keys;
    private final LocalCopy copy;

    StockReads(String shop, LocalCopy copy) {
        this.shop = shop;
        this.keys = new StateKeys(shop);
        this.copy = copy;
    }

    String shop() {
        return shop;
    }

    /** Of when everything is that is read here, at least. */
    AsOf asOf() {
        return copy.asOf();
    }

    Optional<ItemStock> item(long itemId) {
        return itemState(itemId).map(this::view);
    }

    /** The item as it is stored: two that are equal are shown alike, but for their {@code asOf}. */
    Optional<byte[]> itemState(long itemId) {
        return Optional.ofNullable(store(Stores.SHOP_STATE).get(keys.item(itemId)));
    }

    /** Items in the order of their ids, after the cursor. */
    StockPage page(OptionalLong afterItemId, int limit) {
        List<ItemStock> items = new ArrayList<>();
        Bytes from = keys.item(afterItemId.isPresent() ? afterItemId.getAsLong() + 1 : 0);
        try (KeyValueIterator<Bytes, byte[]> found = store(Stores.SHOP_STATE).range(from, keys.item(Long.MAX_VALUE))) {
            while (found.hasNext() && items.size() < limit) {
                items.add(view(found.next().value));
            }
            boolean more = found.hasNext();
            return new StockPage(
                    items, more ? Cursor.write(items.get(items.size() - 1).inventoryItemId()) : null);
        }
    }

    /** The items that bear the SKU, in the order of their ids. */
    StockPage bySku(String sku, OptionalLong afterItemId, int limit) {
        List<Long> ids = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found =
                store(Stores.SHOP_STATE).prefixScan(keys.sku(sku), new BytesSerializer())) {
            while (found.hasNext() && ids.size() <= limit) {
                long id = StateKeys.lastId(found.next().key);
                if (afterItemId.isEmpty() || id > afterItemId.getAsLong()) {
                    ids.add(id);
                }
            }
        }
        boolean more = ids.size() > limit;
        List<Long> shown = more ? ids.subList(0, limit) : ids;
        List<ItemStock> items =
                shown.stream().map(this::item).flatMap(Optional::stream).toList();
        return new StockPage(items, more ? Cursor.write(shown.get(limit - 1)) : null);
    }

    /** The item's ledger, newest row first, before the cursor. */
    Optional<LedgerPage> ledger(long itemId, OptionalLong beforeSeq, int limit) {
        byte[] bytes = store(Stores.SHOP_STATE).get(keys.item(itemId));
        if (bytes == null) {
            return Optional.empty();
        }
        Item item = StateCodec.read(bytes, Item.class);
        long balance = item.balance();
        requireRows(item);
        long last = beforeSeq.isPresent() ? beforeSeq.getAsLong() - 1 : Long.MAX_VALUE;
        List<LedgerPage.Row> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found =
                store(Stores.HISTORY).reverseRange(keys.row(itemId, 0), keys.row(itemId, Math.max(0, last)))) {
            while (found.hasNext() && rows.size() < limit) {
                KeyValue<Bytes, byte[]> entry = found.next();
                rows.add(StateCodec.read(entry.value, LedgerPage.Row.class));
            }
            boolean more = found.hasNext();
            String next = more ? Cursor.write(rows.get(rows.size() - 1).row().seq()) : null;
            return Optional.of(new LedgerPage(shop, itemId, balance, rows, next));
        }
    }

    /** On a standby each store is restored by itself, so the rows may be behind the item. */
    private void requireRows(Item item) {
        if (copy.isStandby()
                && item.rows() > 0
                && store(Stores.HISTORY).get(keys.row(item.id(), item.rows())) == null) {
            throw new NotHereException("The copies of the shop's ledger are behind its stock.");
        }
    }

    Optional<Reservation> reservation(UUID id) {
        return Optional.ofNullable(store(Stores.SHOP_STATE).get(keys.reservation(id)))
                .map(bytes -> StateCodec.read(bytes, KeptReservation.class).reservation());
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name) {
        return copy.keyValue(name);
    }

    private ItemStock view(byte[] bytes) {
        return view(bytes, copy.asOf());
    }

    /** An item as it is stored, as others see it. */
    ItemStock view(byte[] bytes, AsOf asOf) {
        return StockViews.item(shop, StateCodec.read(bytes, Item.class), asOf);
    }
}
