package io.stocktide.topology.stock;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.LedgerRow;
import java.util.ArrayList;
import java.util.List;

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
     * @param overtakenLowering what of them lowers, at most 0
     * @param overtakenRaising what of them raises, at least 0
     * @param batchInFlight the batch of deltas that is in flight; null where there is none
     */
    public void count(
            long itemId,
            long locationId,
            PendingCount count,
            long overtakenLowering,
            long overtakenRaising,
            String batchInFlight) {
        book.post(itemId, locationId, LedgerRow.Kind.COUNT, count.target(), item -> {
            Level level = item.level(locationId);
            level.forget(overtakenLowering, overtakenRaising);
            level.count(count, batchInFlight);
        });
    }

    /** A count that a newer one has overtaken: it stands in the ledger and does nothing. */
    public void countTooLate(long itemId, long locationId, long quantity) {
        book.post(itemId, locationId, LedgerRow.Kind.COUNT, quantity, item -> {});
    }

    /** Deltas that sum to nothing: Shopify need not be told. */
    public void cancelOut(long itemId, long locationId, long lowering, long raising) {
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
    public void applied(BatchChange row, String batchId, long second, Integer quantityAfter) {
        book.post(row.inventoryItemId(), row.locationId(), LedgerRow.Kind.DELIVERY, row.delta(), item -> {
            Level level = item.level(row.locationId());
            if (level.answered(batchId, row.lowering(), row.raising())) {
                level.forget(row.lowering(), row.raising());
            }
            if (quantityAfter == null) {
                level.move(second, row.delta());
            } else {
                item.observe(row.locationId(), Observation.at(second, quantityAfter.longValue()));
            }
        });
    }

    /** Shopify has not applied a row. Returns whether it still stands; a count may have overtaken it. */
    public boolean notApplied(BatchChange row, String batchId) {
        boolean[] stands = new boolean[1];
        book.post(
                row.inventoryItemId(),
                row.locationId(),
                LedgerRow.Kind.DELIVERY,
                0,
                item -> stands[0] = item.level(row.locationId()).answered(batchId, row.lowering(), row.raising()));
        return stands[0];
    }

    /** Shopify has taken a count over. */
    public void countApplied(BatchChange row, String batchId, long second) {
        book.post(row.inventoryItemId(), row.locationId(), LedgerRow.Kind.DELIVERY, row.quantity(), item -> {
            Level level = item.level(row.locationId());
            level.answered(batchId, 0, 0);
            if (isCountOf(level, row)) {
                level.countIsDone();
            }
            item.observe(row.locationId(), Observation.at(second, row.quantity().longValue()));
        });
    }

    /** Shopify has not taken a count over. Returns whether it is still the level's newest. */
    public boolean countNotApplied(BatchChange row, String batchId) {
        Level level = book.open(row.inventoryItemId()).level(row.locationId());
        level.answered(batchId, 0, 0);
        return isCountOf(level, row);
    }

    private static boolean isCountOf(Level level, BatchChange row) {
        return level.count() != null && level.count().eventId().equals(row.cause());
    }

    /** Shopify held another figure than the count expected; it is sent again once that figure is known. */
    public void countIsStale(BatchChange row) {
        book.open(row.inventoryItemId()).level(row.locationId()).countIsStale();
    }

    /** Shopify will not take the row: the level drifts until somebody sees to it. */
    public void refused(BatchChange row) {
        book.open(row.inventoryItemId()).level(row.locationId()).refuse(row.lowering(), row.raising());
    }

    /** The row was given up: the level drifts until somebody sees to it, or an answer comes after all. */
    public void givenUp(BatchChange row, String batchId) {
        book.post(
                row.inventoryItemId(),
                row.locationId(),
                LedgerRow.Kind.DELIVERY,
                0,
                item -> item.level(row.locationId()).giveUp(batchId, row.lowering(), row.raising()));
    }

    /** The locations of an item whose stale counts can be sent again, since there is news of them. */
    public List<Long> countsToSendAgain(long itemId) {
        List<Long> locations = new ArrayList<>();
        book.open(itemId).levels().forEach((locationId, level) -> {
            if (level.countCanBeSentAgain()) {
                locations.add(locationId);
            }
        });
        return locations;
    }

    public boolean hasCount(long itemId, long locationId) {
        return book.open(itemId).level(locationId).count() != null;
    }

    /** The row that tells Shopify of a count: compare with what we believe it holds, and set. */
    public BatchChange countChange(long itemId, long locationId) {
        Level level = book.open(itemId).level(locationId);
        PendingCount count = level.count();
        level.countIsSent();
        Integer expected = level.counts() ? Integer.valueOf(inRange(level.shopify())) : null;
        return new BatchChange(itemId, locationId, 0, 0, inRange(count.target()), expected, count.eventId());
    }

    /** A figure that no row can carry is one that Shopify refuses; to throw here would stop the whole shop. */
    private static int inRange(long quantity) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, quantity));
    }
}
