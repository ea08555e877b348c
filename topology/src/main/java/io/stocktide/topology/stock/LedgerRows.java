package io.stocktide.topology.stock;

import io.stocktide.schemas.value.LedgerRow;
import java.util.ArrayList;
import java.util.List;

/** Collects the ledger rows of one fact. Whatever changes an item's balance makes rows that sum to the change. */
final class LedgerRows {
    private final List<LedgerRow> rows = new ArrayList<>();

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<LedgerRow> toList() {
        return rows;
    }

    /** A movement of Shopify's; a row even where it moves no number, since the last observation holds it. */
    void addMoved(Item item, Long locationId, LedgerRow.Kind kind, long quantity, long delta) {
        if (quantity != 0) {
            add(item, locationId, kind, quantity, delta, item.balance());
        } else if (delta != 0) {
            add(item, locationId, LedgerRow.Kind.SETTLED, 0, delta, item.balance());
        }
    }

    /** Something of ours at one level; what it explains beside that is settled. */
    void addPosted(Item item, Slots before, long locationId, LedgerRow.Kind kind, long quantity) {
        long settled = item.unsettled() - before.unsettled();
        long delta = item.slot(locationId) - before.at(locationId);
        if (settled != 0) {
            add(item, null, LedgerRow.Kind.SETTLED, settled, settled, item.balance() - delta);
        }
        // That a batch brought nothing is not a movement.
        if (kind != LedgerRow.Kind.DELIVERY || quantity != 0 || delta != 0) {
            add(item, locationId, kind, quantity, delta, item.balance());
        }
    }

    /** The item began or ceased to be tracked: every part of the balance opens or closes. */
    void addTracking(Item item, Slots before) {
        LedgerRow.Kind kind = item.tracked() ? LedgerRow.Kind.OPENED : LedgerRow.Kind.CLOSED;
        long balance = total(before);
        long unsettled = item.unsettled() - before.unsettled();
        if (unsettled != 0) {
            balance += unsettled;
            add(item, null, kind, unsettled, unsettled, balance);
        }
        for (long locationId : before.byLocation().keySet()) {
            long delta = item.slot(locationId) - before.at(locationId);
            if (delta != 0) {
                balance += delta;
                add(item, locationId, kind, delta, delta, balance);
            }
        }
    }

    /**
     * Shopify's figures changed. What they explain of movements without a location is settled against the levels that
     * fell; the rest is a change that we have not seen, {@code OBSERVED_NET}.
     */
    void addObserved(Item item, Slots before) {
        long balance = total(before);
        long toExplain = item.unsettled() - before.unsettled();
        if (toExplain != 0) {
            balance += toExplain;
            add(item, null, LedgerRow.Kind.SETTLED, toExplain, toExplain, balance);
        }
        for (long locationId : item.levels().keySet()) {
            long delta = item.slot(locationId) - before.at(locationId);
            LedgerRow.Kind kind = observedKind(item, before, locationId);
            if (kind == LedgerRow.Kind.OBSERVED_NET && delta < 0 && toExplain > 0) {
                long explained = Math.min(toExplain, -delta);
                toExplain -= explained;
                delta += explained;
                balance -= explained;
                add(item, locationId, LedgerRow.Kind.SETTLED, -explained, -explained, balance);
            }
            if (delta != 0) {
                balance += delta;
                add(item, locationId, kind, delta, delta, balance);
            }
        }
    }

    private static LedgerRow.Kind observedKind(Item item, Slots before, long locationId) {
        if (!before.countedAt(locationId)) {
            return LedgerRow.Kind.OPENED;
        }
        return item.levels().get(locationId).counts() ? LedgerRow.Kind.OBSERVED_NET : LedgerRow.Kind.CLOSED;
    }

    private static long total(Slots slots) {
        return slots.unsettled()
                + slots.byLocation().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private void add(Item item, Long locationId, LedgerRow.Kind kind, long quantity, long delta, long balanceAfter) {
        rows.add(new LedgerRow(item.nextRow(delta), item.id(), locationId, kind, quantity, delta, balanceAfter));
    }
}
