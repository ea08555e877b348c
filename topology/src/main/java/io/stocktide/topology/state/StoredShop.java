package io.stocktide.topology.state;

import io.stocktide.topology.engine.ParkedLine;
import io.stocktide.topology.engine.ShopState;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.outbox.Flight;
import io.stocktide.topology.outbox.QueuedDelta;
import io.stocktide.topology.stock.Item;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/** One shop's part of the store. */
public final class StoredShop implements ShopState {
    private static final byte[] PRESENT = {1};

    private final String shop;
    private final StateKeys keys;
    private final BufferedStore store;

    public StoredShop(String shop, BufferedStore store) {
        this.shop = shop;
        this.keys = new StateKeys(shop);
        this.store = store;
    }

    @Override
    public Optional<Item> item(long itemId) {
        return read(keys.item(itemId), Item.class);
    }

    @Override
    public void put(Item item) {
        store.put(keys.item(item.id()), StateCodec.write(item));
    }

    @Override
    public void reindexSku(long itemId, String from, String to) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (from != null) {
            store.delete(keys.sku(from, itemId));
        }
        if (to != null) {
            store.put(keys.sku(to, itemId), PRESENT);
        }
    }

    @Override
    public List<Long> itemsOf(String sku) {
        return ids(keys.sku(sku));
    }

    @Override
    public List<Long> allItems() {
        return ids(keys.items());
    }

    @Override
    public Optional<Order> order(long orderId) {
        return read(keys.order(orderId), Order.class);
    }

    @Override
    public void put(Order order) {
        store.put(keys.order(order.id()), StateCodec.write(order));
    }

    @Override
    public void awaitVariant(long variantId, long orderId) {
        store.put(keys.awaiting(variantId, orderId), PRESENT);
    }

    @Override
    public List<Long> takeAwaiting(long variantId) {
        List<Long> orderIds = ids(keys.awaiting(variantId));
        orderIds.forEach(orderId -> store.delete(keys.awaiting(variantId, orderId)));
        return orderIds;
    }

    @Override
    public OptionalLong itemOf(long variantId) {
        byte[] itemId = store.get(keys.variant(variantId));
        return itemId == null
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(itemId).getLong());
    }

    @Override
    public void put(long variantId, long itemId) {
        store.put(
                keys.variant(variantId),
                ByteBuffer.allocate(Long.BYTES).putLong(itemId).array());
    }

    @Override
    public void add(long dueMillis, Subject subject, long id) {
        store.put(new AgendaKey(dueMillis, shop, subject, id).toBytes(), PRESENT);
    }

    @Override
    public void remove(long dueMillis, Subject subject, long id) {
        store.delete(new AgendaKey(dueMillis, shop, subject, id).toBytes());
    }

    @Override
    public Optional<VariantQuestion> variantQuestion(long variantId) {
        return read(keys.question(variantId), VariantQuestion.class);
    }

    @Override
    public void put(long variantId, VariantQuestion question) {
        store.put(keys.question(variantId), StateCodec.write(question));
    }

    @Override
    public void removeVariantQuestion(long variantId) {
        store.delete(keys.question(variantId));
    }

    @Override
    public Optional<QueuedDelta> delta(long itemId, long locationId) {
        return read(keys.delta(itemId, locationId), QueuedDelta.class);
    }

    @Override
    public void put(QueuedDelta delta) {
        store.put(keys.delta(delta.itemId(), delta.locationId()), StateCodec.write(delta));
    }

    @Override
    public void removeDelta(long itemId, long locationId) {
        store.delete(keys.delta(itemId, locationId));
    }

    @Override
    public List<QueuedDelta> firstDeltas(int limit) {
        return store.scan(keys.deltas(), limit).stream()
                .map(entry -> StateCodec.read(entry.value, QueuedDelta.class))
                .toList();
    }

    @Override
    public void put(QueuedCount count) {
        store.put(keys.count(count.itemId(), count.locationId()), PRESENT);
    }

    @Override
    public void remove(QueuedCount count) {
        store.delete(keys.count(count.itemId(), count.locationId()));
    }

    @Override
    public List<QueuedCount> firstCounts(int limit) {
        return store.scan(keys.counts(), limit).stream()
                .map(entry -> new QueuedCount(StateKeys.idBeforeLast(entry.key), StateKeys.lastId(entry.key)))
                .toList();
    }

    @Override
    public Optional<Flight> flight() {
        return read(keys.flight(), Flight.class);
    }

    @Override
    public void put(Flight flight) {
        store.put(keys.flight(), StateCodec.write(flight));
    }

    @Override
    public void park(ParkedLine line) {
        store.put(keys.parked(line.id()), StateCodec.write(line));
        store.put(keys.parkedFor(line.line().sku(), line.id()), PRESENT);
    }

    @Override
    public Optional<ParkedLine> parked(long id) {
        return read(keys.parked(id), ParkedLine.class);
    }

    @Override
    public List<ParkedLine> parkedFor(String sku) {
        return ids(keys.parkedFor(sku)).stream()
                .map(this::parked)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void unpark(ParkedLine line) {
        store.delete(keys.parked(line.id()));
        store.delete(keys.parkedFor(line.line().sku(), line.id()));
    }

    @Override
    public void beginErasure() {
        ShopErasure.begin(shop, store);
    }

    private <T> Optional<T> read(Bytes key, Class<T> type) {
        byte[] bytes = store.get(key);
        return bytes == null ? Optional.empty() : Optional.of(StateCodec.read(bytes, type));
    }

    private List<Long> ids(Bytes prefix) {
        // A SKU that holds a zero byte has keys that begin like those of another, and are longer.
        int length = prefix.get().length + Long.BYTES;
        return store.scan(prefix, Integer.MAX_VALUE).stream()
                .filter(entry -> entry.key.get().length == length)
                .map(entry -> StateKeys.lastId(entry.key))
                .toList();
    }
}
