package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.outbox.OutboxStore.QueuedLevel;
import io.stocktide.topology.stock.ChannelDelta;
import io.stocktide.topology.stock.ChannelStock;
import io.stocktide.topology.stock.PendingCount;
import java.util.List;

/** Queues what channels did for Shopify, and knows what of it is in batches. */
public final class Outbox {
    private final OutboxStore store;
    private final ChannelStock stock;

    public Outbox(OutboxStore store, ChannelStock stock) {
        this.store = store;
        this.stock = stock;
    }

    /** A channel changed a level by a delta. */
    public void delta(long itemId, long locationId, ChannelDelta delta, LedgerRow.Kind kind) {
        stock.delta(itemId, locationId, delta, kind);
        index(itemId, locationId);
    }

    /** A channel counted a level: what waits there for Shopify is in the count. */
    public void count(long itemId, long locationId, PendingCount count) {
        if (!stock.isNewestCount(itemId, locationId, count.occurredAtMillis())) {
            stock.countTooLate(itemId, locationId, count.target());
            return;
        }
        stock.count(itemId, locationId, count);
        index(itemId, locationId);
    }

    /** What Shopify refused at a level is to be sent again. */
    public void redrive(long itemId, long locationId, ChannelDelta redrive) {
        stock.redrive(itemId, locationId, redrive);
        index(itemId, locationId);
    }

    /** There is news of an item. Returns whether a stale count, which waited for it, can be sent again. */
    public boolean hasNews(long itemId) {
        List<Long> again = stock.countsToSendAgain(itemId);
        again.forEach(locationId -> index(itemId, locationId));
        return !again.isEmpty();
    }

    /**
     * A batch of before is read back.
     *
     * @param hasLanded whether its answer has been read already
     */
    public void recall(Batch batch, boolean hasLanded) {
        if (hasLanded) {
            return; // Its answer has told all that it says.
        }
        batch.changes().forEach(row -> take(row, batch.kind(), batch.sequence()));
        store.put(store.flight().orElse(Flight.NONE).with(batch));
        if (batch.kind() == Batch.Kind.ADJUST) {
            batch.changes().forEach(row -> stock.deltaIsSent(row, batch.batchId()));
        }
    }

    /** A batch holds the row: what it holds does not wait. */
    void take(BatchChange row, Batch.Kind kind, long sequence) {
        if (kind == Batch.Kind.ADJUST) {
            stock.deltaIsTaken(row, sequence);
        } else {
            stock.countIsTaken(row, sequence);
        }
        index(row.inventoryItemId(), row.locationId());
    }

    /** Notes whether something waits at a level. */
    void index(long itemId, long locationId) {
        QueuedLevel level = new QueuedLevel(itemId, locationId);
        if (stock.waits(itemId, locationId)) {
            store.queueDeltas(level, stock.waitingLowers(itemId, locationId));
        } else {
            store.dequeueDeltas(level);
        }
        if (stock.countWaits(itemId, locationId) && !stock.countIsStale(itemId, locationId)) {
            store.queueCount(level, stock.countLowers(itemId, locationId));
        } else {
            store.dequeueCount(level);
        }
    }
}
