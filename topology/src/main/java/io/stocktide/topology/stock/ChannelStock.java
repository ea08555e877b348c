package io.stocktide.topology.stock;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.LedgerRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Posts what channels did, and what Shopify made of it, to the stock book. */
public final class ChannelStock {
    private final StockBook book;
    private final boolean rebuilding;

    public ChannelStock(StockBook book) {
        this.book = book;
        this.rebuilding = book.fact().rebuilding();
    }

    public StockBook book() {
        return book;
    }

    /** Takes on a delta that Shopify has to be told, unless a newer count of the level holds it already. */
    public void delta(long itemId, long locationId, ChannelDelta delta, LedgerRow.Kind kind) {
        book.post(
                itemId,
                locationId,
                kind,
                delta.delta(),
                item -> item.level(locationId).queue(delta, rebuilding));
    }

    /** Whether anything waits at a level for a batch of deltas. */
    public boolean waits(long itemId, long locationId) {
        return level(itemId, locationId).outgoing().waitingDelta() != 0;
    }

    /** Whether what waits at a level lowers Shopify's figure. */
    public boolean waitingLowers(long itemId, long locationId) {
        return level(itemId, locationId).outgoing().waitingDelta() < 0;
    }

    /** Whether the level's count lowers Shopify's figure, as far as that is known; where it is not, it may. */
    public boolean countLowers(long itemId, long locationId) {
        Level level = level(itemId, locationId);
        return !level.counts() || level.count().target() < level.shopify();
    }

    /** Whether a count of that time would be the newest of its level. */
    public boolean isNewestCount(long itemId, long locationId, long occurredAtMillis) {
        return level(itemId, locationId).isNewestCount(occurredAtMillis);
    }

    /** Takes on a count, which overtakes the deltas that wait at its level. */
    public void count(long itemId, long locationId, PendingCount count) {
        book.post(
                itemId,
                locationId,
                LedgerRow.Kind.COUNT,
                count.target(),
                item -> item.level(locationId).count(count, rebuilding));
    }

    /** A count that a newer one has overtaken: it stands in the ledger and does nothing. */
    public void countTooLate(long itemId, long locationId, long quantity) {
        book.post(itemId, locationId, LedgerRow.Kind.COUNT, quantity, item -> {});
    }

    /** Whether the level's count waits for a batch. */
    public boolean countWaits(long itemId, long locationId) {
        return level(itemId, locationId).countWaits();
    }

    /** What Shopify refused at a level is to be sent again. */
    public void redrive(long itemId, long locationId, ChannelDelta redrive) {
        silently(itemId, locationId, item -> item.level(locationId).outgoing().redrive(redrive));
    }

    /**
     * The row for all deltas that wait at a level; its delta is 0 where they cancel out, and they wait no more.
     *
     * @param parked lines of the shop that wait for their SKU
     */
    public BatchChange deltaChange(long itemId, long locationId, Collection<Long> parked) {
        Level level = level(itemId, locationId);
        Outgoing outgoing = level.outgoing();
        Integer held = level.counts() ? Integer.valueOf(Outgoing.inRange(level.shopify())) : null;
        BatchChange row = outgoing.next(itemId, locationId, parked).heldBefore(held);
        if (outgoing.waitingDelta() == 0) {
            outgoing.dropWaiting();
        }
        return row;
    }

    /** The row that tells Shopify of a count: compare with what we believe it holds, and set. */
    public BatchChange countChange(long itemId, long locationId) {
        Level level = level(itemId, locationId);
        PendingCount count = level.count();
        level.countIsSent();
        Integer expected = level.counts() ? Integer.valueOf(Outgoing.inRange(level.shopify())) : null;
        return new BatchChange(
                itemId, locationId, 0, Outgoing.inRange(count.target()), expected, count.offset(), count.eventId());
    }

    /** The row of {@link #deltaChange} goes into a batch and to Shopify. */
    public void sendDelta(BatchChange row, String batchId, long sequence) {
        silently(row, item -> {
            Outgoing outgoing = item.level(row.locationId()).outgoing();
            outgoing.takeNext(row, sequence);
            outgoing.send(batchId, row);
        });
    }

    /** A batch holds the row of deltas. */
    public void deltaIsTaken(BatchChange row, long sequence) {
        silently(row, item -> item.level(row.locationId()).outgoing().take(row, sequence));
    }

    /** A batch holds the row of a count. */
    public void countIsTaken(BatchChange row, long sequence) {
        level(row.inventoryItemId(), row.locationId()).countIsTaken(row.throughOffset(), sequence);
    }

    /** The row of deltas is under way to Shopify. */
    public void deltaIsSent(BatchChange row, String batchId) {
        silently(row, item -> item.level(row.locationId()).outgoing().send(batchId, row));
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
            level.outgoing().land(batchId);
            if (quantityAfter == null) {
                level.move(second, row.delta());
            } else {
                item.observe(row.locationId(), Observation.at(second, quantityAfter.longValue()));
            }
        });
    }

    /** Shopify has not applied a row, and nothing is wrong with it. */
    public void givenBack(BatchChange row, String batchId, long sequence) {
        silently(row, item -> {
            Outgoing outgoing = item.level(row.locationId()).outgoing();
            outgoing.land(batchId);
            outgoing.giveBack(row, sequence);
        });
    }

    /** Shopify will not take the row: the level drifts until somebody sees to it. */
    public void refused(BatchChange row, String batchId) {
        silently(row, item -> {
            Outgoing outgoing = item.level(row.locationId()).outgoing();
            outgoing.land(batchId);
            outgoing.refuse(row);
        });
    }

    /** The row was given up: the level drifts until somebody sees to it, or an answer comes after all. */
    public void givenUp(BatchChange row, String batchId) {
        silently(row, item -> item.level(row.locationId()).outgoing().giveUp(batchId, row));
    }

    /** Shopify has taken a count over. */
    public void countApplied(BatchChange row, String batchId, long second) {
        book.post(row.inventoryItemId(), row.locationId(), LedgerRow.Kind.DELIVERY, row.quantity(), item -> {
            Level level = item.level(row.locationId());
            level.outgoing().land(batchId);
            level.countIsDone(row.throughOffset());
            item.observe(row.locationId(), Observation.at(second, row.quantity().longValue()));
        });
    }

    /** There is an answer to a row with a count. */
    public void countLands(BatchChange row, String batchId) {
        silently(row, item -> item.level(row.locationId()).outgoing().land(batchId));
    }

    /** Shopify has not taken a count over. Returns whether it is still the level's newest and no later batch has it. */
    public boolean countIsGivenBack(BatchChange row, long sequence) {
        return level(row.inventoryItemId(), row.locationId()).countIsGivenBack(row.throughOffset(), sequence);
    }

    /** Shopify held another figure than the count expected; it is sent again once that figure is known. */
    public void countIsStale(BatchChange row) {
        level(row.inventoryItemId(), row.locationId()).countIsStale();
    }

    /** Whether the level's count waits for an observation before it can be sent again. */
    public boolean countIsStale(long itemId, long locationId) {
        return level(itemId, locationId).countIsStillStale();
    }

    /** Whether the row holds the count that still waits for Shopify. */
    public boolean isCountOf(BatchChange row) {
        PendingCount count = level(row.inventoryItemId(), row.locationId()).count();
        return count != null && count.offset() == row.throughOffset();
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

    private Level level(long itemId, long locationId) {
        return book.open(itemId).level(locationId);
    }

    private void silently(BatchChange row, Consumer<Item> change) {
        silently(row.inventoryItemId(), row.locationId(), change);
    }

    /** No movement of stock by itself; where it changes a figure all the same, the ledger says so. */
    private void silently(long itemId, long locationId, Consumer<Item> change) {
        book.post(itemId, locationId, LedgerRow.Kind.DELIVERY, 0, change);
    }
}
