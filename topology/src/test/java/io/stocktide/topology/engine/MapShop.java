package io.stocktide.topology.engine;

import io.stocktide.topology.orders.Order;
import io.stocktide.topology.outbox.Flight;
import io.stocktide.topology.reservations.KeptReservation;
import io.stocktide.topology.stock.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

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
    private final Set<QueuedLevel> deltas = new TreeSet<>(MapShop::compare);
    private final Set<QueuedLevel> lowering = new TreeSet<>(MapShop::compare);
    private final Set<QueuedLevel> counts = new TreeSet<>(MapShop::compare);
    private final Set<QueuedLevel> loweringCounts = new TreeSet<>(MapShop::compare);
    private final Map<String, KeptReservation> reservations = new TreeMap<>();
    private final Map<Long, Deferred> deferred = new TreeMap<>();
    private final Map<Long, Long> closings = new TreeMap<>();
    private final Map<Long, ParkedLine> parked = new TreeMap<>();
    private Flight flight;

    private static int compare(QueuedLevel one, QueuedLevel other) {
        int byItem = Long.compare(one.itemId(), other.itemId());
        return byItem == 0 ? Long.compare(one.locationId(), other.locationId()) : byItem;
    }

    public List<Due> agenda() {
        return List.copyOf(agenda);
    }

    public List<QueuedLevel> deltas() {
        return firstDeltas(Integer.MAX_VALUE);
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
    public List<Long> itemsAfter(long itemId, int limit) {
        return items.keySet().stream().filter(id -> id > itemId).limit(limit).toList();
    }

    @Override
    public OptionalLong closedSecond(long locationId) {
        Long second = closings.get(locationId);
        return second == null ? OptionalLong.empty() : OptionalLong.of(second);
    }

    @Override
    public void close(long locationId, long second) {
        closings.merge(locationId, second, Math::max);
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
    public void queueDeltas(QueuedLevel level, boolean lower) {
        dequeueDeltas(level);
        (lower ? lowering : deltas).add(level);
    }

    @Override
    public void dequeueDeltas(QueuedLevel level) {
        deltas.remove(level);
        lowering.remove(level);
    }

    @Override
    public List<QueuedLevel> firstDeltas(int limit) {
        return Stream.concat(lowering.stream(), deltas.stream()).limit(limit).toList();
    }

    @Override
    public void queueCount(QueuedLevel level, boolean lowers) {
        dequeueCount(level);
        (lowers ? loweringCounts : counts).add(level);
    }

    @Override
    public void dequeueCount(QueuedLevel level) {
        counts.remove(level);
        loweringCounts.remove(level);
    }

    @Override
    public List<QueuedLevel> firstCounts(int limit) {
        return Stream.concat(loweringCounts.stream(), counts.stream())
                .limit(limit)
                .toList();
    }

    @Override
    public boolean anyDeltasLower() {
        return !lowering.isEmpty();
    }

    @Override
    public boolean anyCountLowers() {
        return !loweringCounts.isEmpty();
    }

    @Override
    public int waiting(int limit) {
        return Math.min(limit, deltas().size() + counts.size() + loweringCounts.size());
    }

    @Override
    public Optional<KeptReservation> reservation(String reservationId) {
        return Optional.ofNullable(reservations.get(reservationId));
    }

    @Override
    public void put(KeptReservation reservation) {
        reservations.put(reservation.reservation().reservationId(), reservation);
    }

    @Override
    public void removeReservation(String reservationId) {
        reservations.remove(reservationId);
    }

    @Override
    public List<KeptReservation> reservationsBeginningWith(long mostSignificantBits) {
        return reservations.entrySet().stream()
                .filter(entry -> UUID.fromString(entry.getKey()).getMostSignificantBits() == mostSignificantBits)
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public void defer(Deferred command) {
        deferred.put(command.origin().offset(), command);
    }

    @Override
    public List<Deferred> deferred(int limit) {
        return deferred.values().stream().limit(limit).toList();
    }

    @Override
    public void forgetDeferred(long offset) {
        deferred.remove(offset);
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
    public List<Long> parkedLineIds() {
        return List.copyOf(parked.keySet());
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
