package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.rest.OrderView;
import io.stocktide.schemas.rest.StockBatch;
import io.stocktide.schemas.rest.StockBatchRequest;
import io.stocktide.schemas.rest.StockPage;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.orders.OrderViews;
import io.stocktide.topology.reservations.KeptReservation;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.state.StateCodec;
import io.stocktide.topology.state.StateKeys;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import io.stocktide.topology.streams.Remembered;
import io.stocktide.topology.streams.Stores;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads of one shop. No scan leaves the shop's prefix. */
public final class StockReads {
    private final String shop;
    private final StateKeys keys;
    private final ShopStores stores;

    StockReads(String shop, ShopStores stores) {
        this.shop = shop;
        this.keys = new StateKeys(shop);
        this.stores = stores;
    }

    String shop() {
        return shop;
    }

    /** Of when everything is that is read here, at least. */
    AsOf asOf() {
        return stores.asOf();
    }

    Optional<ItemStock> item(long itemId) {
        return itemState(itemId).map(this::view);
    }

    /** The item as it is stored: two that are equal are shown alike, but for their {@code asOf}. */
    Optional<byte[]> itemState(long itemId) {
        return Optional.ofNullable(store(Stores.SHOP_STATE).get(keys.item(itemId)));
    }

    /** Items in the order of their ids, after the cursor. */
    StockPage page(StockFilter filter, OptionalLong afterItemId, int limit) {
        return new ItemPages(shop, keys, store(Stores.SHOP_STATE), stores.asOf()).page(filter, afterItemId, limit);
    }

    /** All that the request names, in its order. */
    StockBatch batch(StockBatchRequest request) {
        return new StockBatches(this).of(request);
    }

    /** The item's ledger, newest row first, before the cursor. */
    Optional<LedgerPage> ledger(long itemId, LedgerFilter filter, OptionalLong beforeSeq, int limit) {
        return Optional.ofNullable(store(Stores.SHOP_STATE).get(keys.item(itemId)))
                .map(bytes -> StateCodec.read(bytes, Item.class))
                .map(item -> {
                    requireRows(item);
                    LedgerPages pages = new LedgerPages(keys, store(Stores.HISTORY), itemId);
                    return pages.page(shop, item.balance(), filter, beforeSeq, limit);
                });
    }

    /** Which of the shop's records have been taken in. */
    Remembered remembered() {
        return new Remembered(shop, stores.window(Stores.SEEN_WEBHOOKS), stores.window(Stores.SEEN_EVENTS));
    }

    Optional<OrderView> order(long orderId) {
        return Optional.ofNullable(store(Stores.SHOP_STATE).get(keys.order(orderId)))
                .map(bytes -> OrderViews.order(shop, StateCodec.read(bytes, Order.class), this::skuOf));
    }

    /** Null where the item has none or is not known. */
    private String skuOf(long itemId) {
        return item(itemId).map(ItemStock::sku).orElse(null);
    }

    /** On a standby each store is restored by itself, so the rows may be behind the item. */
    private void requireRows(Item item) {
        if (stores.isStandby()
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
        return stores.keyValue(name);
    }

    private ItemStock view(byte[] bytes) {
        return view(bytes, stores.asOf());
    }

    /** An item as it is stored, as others see it. */
    ItemStock view(byte[] bytes, AsOf asOf) {
        return StockViews.item(shop, StateCodec.read(bytes, Item.class), asOf);
    }
}
