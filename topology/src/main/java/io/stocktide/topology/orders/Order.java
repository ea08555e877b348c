package io.stocktide.topology.orders;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.stock.Movement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** One order: everything that has been seen of it, whatever came first. */
public final class Order {
    private long id;
    private long updatedSecond = Long.MIN_VALUE;
    private Long locationId;
    private final TreeMap<Long, Line> lines = new TreeMap<>();
    private final TreeMap<Long, Refund> refunds = new TreeMap<>();
    private final TreeMap<Long, Edit> edits = new TreeMap<>();

    private Order() {}

    public static Order of(long id) {
        Order order = new Order();
        order.id = id;
        return order;
    }

    public long id() {
        return id;
    }

    void forget() {
        updatedSecond = Long.MIN_VALUE;
        lines.clear();
        refunds.clear();
        edits.clear();
    }

    void merge(OrderVersion version) {
        boolean first = updatedSecond == Long.MIN_VALUE;
        updatedSecond = Math.max(updatedSecond, version.updatedSecond());
        locationId = locationId == null ? version.locationId() : locationId;
        Set<Long> held = new HashSet<>();
        for (OrderVersion.LineVersion line : version.lines()) {
            held.add(line.lineId());
            lines.computeIfAbsent(line.lineId(), l -> first ? new Line() : Line.addedLater())
                    .merge(line, version.updatedSecond());
        }
        lines.forEach((lineId, line) -> {
            if (!held.contains(lineId)) {
                line.wasAddedLater();
            }
        });
        version.refunds().forEach(this::merge);
    }

    void merge(Refund refund) {
        refunds.put(refund.refundId(), refund);
    }

    void merge(Edit edit) {
        edits.put(edit.editId(), edit);
    }

    /** Variants whose inventory item is not known yet. */
    Set<Long> unresolvedVariants() {
        Set<Long> variants = new HashSet<>();
        for (Line line : lines.values()) {
            if (line.needsItem()) {
                variants.add(line.variantId());
            }
        }
        return variants;
    }

    /**
     * @param itemOf the inventory item of a variant; 0 where it is not known
     */
    void resolve(LongFunction<Long> itemOf) {
        for (Line line : lines.values()) {
            if (line.needsItem()) {
                line.resolve(itemOf.apply(line.variantId()));
            }
        }
    }

    /** What the order has moved: what is committed to it, less what was put back. */
    List<Movement> movements() {
        List<Movement> movements = new ArrayList<>();
        lines.values().stream()
                .filter(Line::moves)
                .forEach(line -> line.growth()
                        .forEach((second, units) -> movements.add(
                                new Movement(line.itemId(), locationId, second, -units, LedgerRow.Kind.ORDER))));
        refunds.values().forEach(refund -> addRestocks(refund, movements));
        addEdits(movements);
        return movements;
    }

    /** An edit counts until a version that is newer tells the quantity itself. */
    private void addEdits(List<Movement> movements) {
        Map<Long, Integer> addedAtTie = new TreeMap<>();
        for (Edit edit : edits.values()) {
            if (edit.second() > updatedSecond) {
                edit.addedByLine().forEach((lineId, added) -> addAddition(lineId, edit.second(), added, movements));
            } else if (edit.second() == updatedSecond) {
                edit.addedByLine().forEach((lineId, added) -> addedAtTie.merge(lineId, added, Math::addExact));
            }
        }
        addedAtTie.forEach((lineId, added) -> {
            Line line = lines.get(lineId);
            if (line != null) {
                addAddition(lineId, updatedSecond, line.missing(updatedSecond, added), movements);
            }
        });
    }

    private void addAddition(long lineId, long second, int added, List<Movement> movements) {
        Line line = lines.get(lineId);
        if (line != null && line.moves() && added > 0) {
            movements.add(new Movement(line.itemId(), locationId, second, -added, LedgerRow.Kind.ORDER));
        }
    }

    private void addRestocks(Refund refund, List<Movement> movements) {
        for (Refund.Line refunded : refund.lines()) {
            Line line = lines.get(refunded.lineId());
            if (refunded.restocked() && line != null && line.moves()) {
                movements.add(new Movement(
                        line.itemId(),
                        refunded.locationId(),
                        refund.second(),
                        refunded.quantity(),
                        LedgerRow.Kind.RESTOCK));
            }
        }
    }
}
