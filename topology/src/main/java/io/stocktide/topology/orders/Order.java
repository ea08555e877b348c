package io.stocktide.topology.orders;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.stock.Movement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** One order: everything that has been seen of it, whatever came first. */
public final class Order {
    private long id;
    private long updatedSecond = Long.MIN_VALUE;
    private Long locationId;
    /** A cancellation is never taken back. */
    private boolean cancelled;

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

    /** The newest version's; empty where none has been seen. */
    OptionalLong updatedSecond() {
        return updatedSecond == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(updatedSecond);
    }

    boolean isNewerThan(OrderVersion version) {
        return updatedSecond > version.updatedSecond();
    }

    Long locationId() {
        return locationId;
    }

    boolean cancelled() {
        return cancelled;
    }

    Map<Long, Line> lines() {
        return lines;
    }

    Map<Long, Refund> refunds() {
        return refunds;
    }

    Map<Long, Edit> edits() {
        return edits;
    }

    void forget() {
        updatedSecond = Long.MIN_VALUE;
        cancelled = false;
        lines.clear();
        refunds.clear();
        edits.clear();
    }

    void merge(OrderVersion version) {
        boolean first = updatedSecond == Long.MIN_VALUE;
        updatedSecond = Math.max(updatedSecond, version.updatedSecond());
        locationId = locationId == null ? version.locationId() : locationId;
        cancelled |= version.cancelled();
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
        return moved().stream().map(Moved::movement).toList();
    }

    /** Units that each line takes from stock now, by its id; none of a line that moves nothing. */
    Map<Long, Long> committed() {
        Map<Long, Long> committed = new TreeMap<>();
        moved().forEach(each -> committed.merge(each.lineId(), -each.movement().quantity(), Math::addExact));
        return committed;
    }

    private record Moved(long lineId, Movement movement) {}

    private List<Moved> moved() {
        List<Moved> moved = new ArrayList<>();
        lines.forEach(
                (lineId, line) -> line.growth().forEach((second, units) -> addTaken(lineId, second, units, moved)));
        refunds.values().forEach(refund -> addRestocks(refund, moved));
        addEdits(moved);
        return moved;
    }

    /** An edit counts until a version that is newer tells the quantity itself. */
    private void addEdits(List<Moved> moved) {
        Map<Long, Integer> addedAtTie = new TreeMap<>();
        for (Edit edit : edits.values()) {
            if (edit.second() > updatedSecond) {
                edit.addedByLine().forEach((lineId, added) -> addAddition(lineId, edit.second(), added, moved));
            } else if (edit.second() == updatedSecond) {
                edit.addedByLine().forEach((lineId, added) -> addedAtTie.merge(lineId, added, Math::addExact));
            }
        }
        addedAtTie.forEach((lineId, added) -> {
            Line line = lines.get(lineId);
            if (line != null) {
                addAddition(lineId, updatedSecond, line.missing(updatedSecond, added), moved);
            }
        });
    }

    private void addAddition(long lineId, long second, int added, List<Moved> moved) {
        if (added > 0) {
            addTaken(lineId, second, added, moved);
        }
    }

    private void addTaken(long lineId, long second, int units, List<Moved> moved) {
        Line line = lines.get(lineId);
        if (line != null && line.moves()) {
            Movement taken = new Movement(line.itemId(), locationId, second, -units, LedgerRow.Kind.ORDER);
            moved.add(new Moved(lineId, taken));
        }
    }

    private void addRestocks(Refund refund, List<Moved> moved) {
        for (Refund.Line refunded : refund.lines()) {
            Line line = lines.get(refunded.lineId());
            if (refunded.restocked() && line != null && line.moves()) {
                Movement restock = new Movement(
                        line.itemId(),
                        refunded.locationId(),
                        refund.second(),
                        refunded.quantity(),
                        LedgerRow.Kind.RESTOCK);
                moved.add(new Moved(refunded.lineId(), restock));
            }
        }
    }
}
