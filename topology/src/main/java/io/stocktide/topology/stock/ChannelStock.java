package io.stocktide.topology.stock;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.LedgerRow;

/** Posts what channels did, and what Shopify made of it, to the stock book. */
public final class ChannelStock {
    private final StockBook book;

    public ChannelStock(StockBook book) {
        this.book = book;
    }

    public StockBook book() {
        return book;
    }

    /** Takes on a delta that Shopify has to be told; false where a newer count of the level holds it already. */
    public boolean delta(long itemId, long locationId, int delta, long occurredAtMillis, LedgerRow.Kind kind) {
        boolean[] queued = new boolean[1];
        book.post(
                itemId,
                locationId,
                kind,
                delta,
                item -> queued[0] = item.level(locationId).queue(delta, occurredAtMillis));
        return queued[0];
    }

    /** Whether a count of that time would be the newest of its level. */
    public boolean isNewestCount(long itemId, long locationId, long occurredAtMillis) {
        return book.open(itemId).level(locationId).isNewestCount(occurredAtMillis);
    }

    /**
     * Takes on a count, which overtakes the deltas that wait at its level.
     *
     * @param overtakenLowering at most 0
     * @param overtakenRaising at least 0
     */
    public void count(long itemId, long locationId, PendingCount count, int overtakenLowering, int overtakenRaising) {
        book.post(itemId, locationId, LedgerRow.Kind.COUNT, count.target(), item -> {
            Level level = item.level(locationId);
            level.forget(overtakenLowering, overtakenRaising);
            level.count(count);
        });
    }

    /** A count that a newer one has overtaken: it stands in the ledger and does nothing. */
    public void countTooLate(long itemId, long locationId, long quantity) {
        book.post(itemId, locationId, LedgerRow.Kind.COUNT, quantity, item -> {});
    }

    /** Deltas that sum to nothing: Shopify need not be told. */
    public void cancelOut(long itemId, long locationId, int lowering, int raising) {
        book.post(
                itemId,
                locationId,
                LedgerRow.Kind.DELIVERY,
                0,
                item -> item.level(locationId).forget(lowering, raising));
    }

    /**
     * Shopify has applied a row.
     *
     * @param second Shopify's time of it
     * @param quantityAfter what Shopify held at once after; null where it did not say
     */
    public void applied(BatchChange row, long second, Integer quantityAfter) {
        book.post(row.inventoryItemId(), row.locationId(), LedgerRow.Kind.DELIVERY, row.delta(), item -> {
            Level level = item.level(row.locationId());
            level.forget(row.lowering(), row.raising());
            if (quantityAfter == null) {
                level.move(second, row.delta());
            } else {
                item.observe(row.locationId(), Observation.at(second, quantityAfter.longValue()));
            }
        });
    }

    /** Shopify has taken a count over. */
    public void countApplied(BatchChange row, long second) {
        book.post(row.inventoryItemId(), row.locationId(), LedgerRow.Kind.DELIVERY, row.quantity(), item -> {
            Level level = item.level(row.locationId());
            if (level.count() != null && level.count().eventId().equals(row.cause())) {
                level.countIsDone();
            }
            item.observe(row.locationId(), Observation.at(second, row.quantity().longValue()));
        });
    }

    /** Shopify held another figure than the count expected; it is sent again once that figure is known. */
    public void countIsStale(BatchChange row) {
        Level level = book.open(row.inventoryItemId()).level(row.locationId());
        if (level.count() != null) {
            level.countIsStale();
        }
    }

    /** Shopify will not take the row: the level drifts until somebody sees to it. */
    public void stuck(BatchChange row) {
        book.open(row.inventoryItemId()).level(row.locationId()).stick(row.lowering(), row.raising());
    }

    /** A row that was given up has been applied after all. */
    public void unstuck(BatchChange row) {
        book.open(row.inventoryItemId()).level(row.locationId()).unstick(row.lowering(), row.raising());
    }

    /** Whether the count at a level can be sent: not before there is news, where Shopify has called it stale. */
    public boolean canSendCount(long itemId, long locationId) {
        Level level = book.open(itemId).level(locationId);
        return level.count() != null
                && (level.observed() == null
                        || level.observed().fromSecond() > level.count().staleAtSecond());
    }

    /** The row that tells Shopify of a count: compare with what we believe it holds, and set. */
    public BatchChange countChange(long itemId, long locationId) {
        Level level = book.open(itemId).level(locationId);
        PendingCount count = level.count();
        Integer expected = level.counts() ? Integer.valueOf(Math.toIntExact(level.shopify())) : null;
        return new BatchChange(itemId, locationId, 0, 0, Math.toIntExact(count.target()), expected, count.eventId());
    }
}
