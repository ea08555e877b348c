package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.stock.ChannelStock;
import io.stocktide.topology.stock.PendingCount;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Queues what channels did for Shopify, and takes in what Shopify made of it. */
public final class Outbox {
    private final OutboxStore store;
    private final ChannelStock stock;
    private final LongConsumer askNow;

    /**
     * @param askNow called with an item whose figure at Shopify must be read before a count can be sent again
     */
    public Outbox(OutboxStore store, ChannelStock stock, LongConsumer askNow) {
        this.store = store;
        this.stock = stock;
        this.askNow = askNow;
    }

    /** A channel changed a level by a delta. */
    public void delta(
            long itemId, long locationId, int delta, long occurredAtMillis, LedgerRow.Kind kind, String cause) {
        if (stock.delta(itemId, locationId, delta, occurredAtMillis, kind)) {
            queue(new QueuedDelta(itemId, locationId, Math.min(0, delta), Math.max(0, delta), cause));
        }
    }

    private void queue(QueuedDelta delta) {
        store.put(store.delta(delta.itemId(), delta.locationId())
                .map(waiting -> waiting.plus(delta))
                .orElse(delta));
    }

    /** A channel counted a level: what waits there for Shopify is in the count. */
    public void count(long itemId, long locationId, int quantity, long occurredAtMillis, String cause) {
        if (!stock.isNewestCount(itemId, locationId, occurredAtMillis)) {
            stock.countTooLate(itemId, locationId, quantity);
            return;
        }
        Optional<QueuedDelta> overtaken = store.delta(itemId, locationId);
        store.removeDelta(itemId, locationId);
        stock.count(
                itemId,
                locationId,
                PendingCount.of(cause, occurredAtMillis, quantity),
                overtaken.map(QueuedDelta::lowering).orElse(0L),
                overtaken.map(QueuedDelta::raising).orElse(0L),
                deltasInFlight());
        store.put(new OutboxStore.QueuedCount(itemId, locationId));
    }

    private String deltasInFlight() {
        return store.flight()
                .filter(flight -> flight.kind() == Batch.Kind.ADJUST)
                .map(Flight::batchId)
                .orElse(null);
    }

    /** There is news of an item. Returns whether a stale count, which waited for it, can be sent again. */
    public boolean hasNews(long itemId) {
        List<Long> again = stock.countsToSendAgain(itemId);
        again.forEach(locationId -> store.put(new OutboxStore.QueuedCount(itemId, locationId)));
        return !again.isEmpty();
    }

    /** A batch has come back. */
    public void land(Delivery delivery) {
        store.flight()
                .filter(flight -> delivery.batchId().equals(flight.batchId()))
                .ifPresent(flight -> store.put(new Flight(null, flight.kind())));
        for (DeliveredChange each : delivery.changes()) {
            if (delivery.kind() == Batch.Kind.ADJUST) {
                landDelta(each, delivery);
            } else {
                landCount(each, delivery);
            }
            hasNews(each.change().inventoryItemId());
        }
    }

    private void landDelta(DeliveredChange each, Delivery delivery) {
        BatchChange row = each.change();
        String batchId = delivery.batchId();
        switch (each.status()) {
            case APPLIED ->
                stock.applied(row, batchId, delivery.appliedAt().getEpochSecond(), each.quantityAfterChange());
            case ABANDONED -> stock.givenUp(row, batchId);
            case RETURNED, REJECTED, STALE -> {
                if (stock.notApplied(row, batchId)) {
                    deltaStands(row, each.status());
                }
            }
        }
    }

    private void deltaStands(BatchChange row, DeliveredChange.Status status) {
        if (status == DeliveredChange.Status.RETURNED) {
            queue(new QueuedDelta(row.inventoryItemId(), row.locationId(), row.lowering(), row.raising(), row.cause()));
        } else {
            stock.refused(row);
        }
    }

    private void landCount(DeliveredChange each, Delivery delivery) {
        BatchChange row = each.change();
        if (each.status() == DeliveredChange.Status.APPLIED) {
            stock.countApplied(row, delivery.batchId(), delivery.appliedAt().getEpochSecond());
        } else if (stock.countNotApplied(row, delivery.batchId())) {
            countStands(row, each.status(), delivery.batchId());
        }
    }

    private void countStands(BatchChange row, DeliveredChange.Status status, String batchId) {
        OutboxStore.QueuedCount count = new OutboxStore.QueuedCount(row.inventoryItemId(), row.locationId());
        switch (status) {
            case APPLIED -> throw new IllegalArgumentException("the count was applied");
            case RETURNED -> store.put(count);
            case STALE -> {
                stock.countIsStale(row);
                askNow.accept(row.inventoryItemId());
            }
            case REJECTED -> stock.refused(row);
            case ABANDONED -> stock.givenUp(row, batchId);
        }
    }
}
