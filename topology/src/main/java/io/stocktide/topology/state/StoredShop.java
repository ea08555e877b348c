package io.stocktide.topology.state;

import io.stocktide.topology.engine.ParkedLine;
import io.stocktide.topology.engine.ShopState;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.outbox.Flight;
import io.stocktide.topology.reservations.KeptReservation;
import io.stocktide.topology.stock.Item;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** One shop's part of the store. */
public final class StoredShop implements ShopState {
    private static final byte[] PRESENT = {1};
    private static final int MAX_OF_ONE_NAME = 100;
    private static final int MAX_PARKED = 100_000;

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
        return Optional.ofNullable(store.get(keys.item(itemId), Item.class));
    }

    @Override
    public void put(Item item) {
        store.put(keys.item(item.id()), item);
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
    public List<Long> itemsAfter(long itemId, int limit) {
        return store.scanFrom(keys.item(itemId + 1), keys.items(), limit).stream()
                .map(entry -> StateKeys.lastId(entry.key))
                .toList();
    }

    @Override
    public OptionalLong closedSecond(long locationId) {
        byte[] second = store.get(keys.closing(locationId));
        return second == null
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(second).getLong());
    }

    @Override
    public void close(long locationId, long second) {
        long last = Math.max(second, closedSecond(locationId).orElse(second));
        store.put(
                keys.closing(locationId),
                ByteBuffer.allocate(Long.BYTES).putLong(last).array());
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
        Long itemId = store.getConstant(
                keys.variant(variantId),
                Long.class,
                bytes -> ByteBuffer.wrap(bytes).getLong());
        return itemId == null ? OptionalLong.empty() : OptionalLong.of(itemId);
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
    public void queueDeltas(QueuedLevel level, boolean lower) {
        move(delta(!lower, level), delta(lower, level));
    }

    @Override
    public void dequeueDeltas(QueuedLevel level) {
        store.delete(delta(true, level));
        store.delete(delta(false, level));
    }

    @Override
    public List<QueuedLevel> firstDeltas(int limit) {
        return first(keys.deltas(true), keys.deltas(false), limit);
    }

    @Override
    public void queueCount(QueuedLevel level, boolean lowers) {
        move(count(!lowers, level), count(lowers, level));
    }

    @Override
    public void dequeueCount(QueuedLevel level) {
        store.delete(count(true, level));
        store.delete(count(false, level));
    }

    @Override
    public List<QueuedLevel> firstCounts(int limit) {
        return first(keys.counts(true), keys.counts(false), limit);
    }

    @Override
    public boolean anyDeltasLower() {
        return !store.scan(keys.deltas(true), 1).isEmpty();
    }

    @Override
    public boolean anyCountLowers() {
        return !store.scan(keys.counts(true), 1).isEmpty();
    }

    @Override
    public int waiting(int limit) {
        int waiting = 0;
        for (boolean lowering : new boolean[] {true, false}) {
            waiting += store.scan(keys.deltas(lowering), limit).size();
            waiting += store.scan(keys.counts(lowering), limit).size();
        }
        return Math.min(limit, waiting);
    }

    private Bytes delta(boolean lowers, QueuedLevel level) {
        return keys.delta(lowers, level.itemId(), level.locationId());
    }

    private Bytes count(boolean lowers, QueuedLevel level) {
        return keys.count(lowers, level.itemId(), level.locationId());
    }

    private void move(Bytes from, Bytes to) {
        store.delete(from);
        store.mark(to);
    }

    private List<QueuedLevel> first(Bytes lowering, Bytes raising, int limit) {
        List<QueuedLevel> first = new ArrayList<>(levels(lowering, limit));
        if (first.size() < limit) {
            first.addAll(levels(raising, limit - first.size()));
        }
        return first;
    }

    private List<QueuedLevel> levels(Bytes prefix, int limit) {
        return store.scan(prefix, limit).stream()
                .map(entry -> new QueuedLevel(StateKeys.idBeforeLast(entry.key), StateKeys.lastId(entry.key)))
                .toList();
    }

    @Override
    public Optional<KeptReservation> reservation(String reservationId) {
        return read(keys.reservation(UUID.fromString(reservationId)), KeptReservation.class);
    }

    @Override
    public void put(KeptReservation reservation) {
        UUID id = UUID.fromString(reservation.reservation().reservationId());
        store.put(keys.reservation(id), StateCodec.write(reservation));
    }

    @Override
    public void removeReservation(String reservationId) {
        store.delete(keys.reservation(UUID.fromString(reservationId)));
    }

    @Override
    public List<KeptReservation> reservationsBeginningWith(long mostSignificantBits) {
        return store.scan(keys.reservations(mostSignificantBits), MAX_OF_ONE_NAME).stream()
                .map(entry -> StateCodec.read(entry.value, KeptReservation.class))
                .toList();
    }

    @Override
    public void defer(Deferred command) {
        store.put(keys.deferred(command.origin().offset()), StateCodec.write(command));
    }

    @Override
    public List<Deferred> deferred(int limit) {
        return store.scan(keys.deferred(), limit).stream()
                .map(entry -> StateCodec.read(entry.value, Deferred.class))
                .toList();
    }

    @Override
    public void forgetDeferred(long offset) {
        if (offset >= 0) {
            store.delete(keys.deferred(offset));
        }
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
    public List<Long> parkedLineIds() {
        return store.scan(keys.parked(), MAX_PARKED).stream()
                .map(entry -> StateKeys.lastId(entry.key))
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
