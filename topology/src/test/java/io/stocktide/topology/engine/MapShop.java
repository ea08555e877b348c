package io.stocktide.topology.engine;

import io.stocktide.topology.orders.Order;
import io.stocktide.topology.outbox.Flight;
import io.stocktide.topology.outbox.QueuedDelta;
import io.stocktide.topology.stock.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A shop's state in plain maps. */
public final class MapShop implements ShopState {
    /** An entry of the agenda. */
    public record Due(long dueMillis, Subject subject, long id) {}

    private final Map<Long, Item> items = new TreeMap<>();
    private final Map<String, Set<Long>> skus = new TreeMap<>();
    private final Map<Long, Order> orders = new TreeMap<>();
    private final Map<Long, Set<Long>> awaiting = new TreeMap<>();
    private final Map<Long, Long> variants = new TreeMap<>();
    private final List<Due> agenda = new ArrayList<>();
    private final Map<Long, VariantQuestion> questions = new TreeMap<>();
    private final Map<List<Long>, QueuedDelta> deltas = new TreeMap<>(MapShop::compare);
    private final Map<List<Long>, QueuedCount> counts = new TreeMap<>(MapShop::compare);
    private final Map<Long, ParkedLine> parked = new TreeMap<>();
    private Flight flight;

    private static int compare(List<Long> one, List<Long> other) {
        int byItem = one.get(0).compareTo(other.get(0));
        return byItem == 0 ? one.get(1).compareTo(other.get(1)) : byItem;
    }

    public List<Due> agenda() {
        return List.copyOf(agenda);
    }

    public List<QueuedDelta> deltas() {
        return List.copyOf(deltas.values());
    }

    @Override
    public Optional<Item> item(long itemId) {
        return Optional.ofNullable(items.get(itemId));
    }

    @Override
    public void put(Item item) {
        items.put(item.id(), item);
    }

    @Override
    public void reindexSku(long itemId, String from, String to) {
        if (from != null) {
            skus.getOrDefault(from, new TreeSet<>()).remove(itemId);
        }
        if (to != null) {
            skus.computeIfAbsent(to, s -> new TreeSet<>()).add(itemId);
        }
    }

    @Override
    public List<Long> itemsOf(String sku) {
        return List.copyOf(skus.getOrDefault(sku, Set.of()));
    }

    @Override
    public List<Long> allItems() {
        return List.copyOf(items.keySet());
    }

    @Override
    public Optional<Order> order(long orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    @Override
    public void put(Order order) {
        orders.put(order.id(), order);
    }

    @Override
    public void awaitVariant(long variantId, long orderId) {
        awaiting.computeIfAbsent(variantId, v -> new TreeSet<>()).add(orderId);
    }

    @Override
    public List<Long> takeAwaiting(long variantId) {
        Set<Long> taken = awaiting.remove(variantId);
        return taken == null ? List.of() : List.copyOf(taken);
    }

    @Override
    public OptionalLong itemOf(long variantId) {
        Long itemId = variants.get(variantId);
        return itemId == null ? OptionalLong.empty() : OptionalLong.of(itemId);
    }

    @Override
    public void put(long variantId, long itemId) {
        variants.put(variantId, itemId);
    }

    @Override
    public void add(long dueMillis, Subject subject, long id) {
        agenda.add(new Due(dueMillis, subject, id));
    }

    @Override
    public void remove(long dueMillis, Subject subject, long id) {
        agenda.remove(new Due(dueMillis, subject, id));
    }

    @Override
    public Optional<VariantQuestion> variantQuestion(long variantId) {
        return Optional.ofNullable(questions.get(variantId));
    }

    @Override
    public void put(long variantId, VariantQuestion question) {
        questions.put(variantId, question);
    }

    @Override
    public void removeVariantQuestion(long variantId) {
        questions.remove(variantId);
    }

    @Override
    public Optional<QueuedDelta> delta(long itemId, long locationId) {
        return Optional.ofNullable(deltas.get(List.of(itemId, locationId)));
    }

    @Override
    public void put(QueuedDelta delta) {
        deltas.put(List.of(delta.itemId(), delta.locationId()), delta);
    }

    @Override
    public void removeDelta(long itemId, long locationId) {
        deltas.remove(List.of(itemId, locationId));
    }

    @Override
    public List<QueuedDelta> firstDeltas(int limit) {
        return deltas.values().stream().limit(limit).toList();
    }

    @Override
    public void put(QueuedCount count) {
        counts.put(List.of(count.itemId(), count.locationId()), count);
    }

    @Override
    public void remove(QueuedCount count) {
        counts.remove(List.of(count.itemId(), count.locationId()));
    }

    @Override
    public List<QueuedCount> firstCounts(int limit) {
        return counts.values().stream().limit(limit).toList();
    }

    @Override
    public Optional<Flight> flight() {
        return Optional.ofNullable(flight);
    }

    @Override
    public void put(Flight newFlight) {
        flight = newFlight;
    }

    @Override
    public void park(ParkedLine line) {
        parked.put(line.id(), line);
    }

    @Override
    public Optional<ParkedLine> parked(long id) {
        return Optional.ofNullable(parked.get(id));
    }

    @Override
    public List<ParkedLine> parkedFor(String sku) {
        return parked.values().stream()
                .filter(line -> line.line().sku().equals(sku))
                .toList();
    }

    @Override
    public void unpark(ParkedLine line) {
        parked.remove(line.id());
    }

    @Override
    public void beginErasure() {
        throw new UnsupportedOperationException("no test erases a shop of maps");
    }
}
