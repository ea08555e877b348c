package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.stock.ChannelStock;
import io.stocktide.topology.stock.PendingCount;
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
                overtaken.map(QueuedDelta::lowering).orElse(0),
                overtaken.map(QueuedDelta::raising).orElse(0));
        store.put(new OutboxStore.QueuedCount(itemId, locationId));
    }

    /** A batch that had come back as given up was applied after all: the sink was cut off and sent it again. */
    public void landAfterAll(Delivery delivery) {
        delivery.changes().forEach(each -> stock.unstuck(each.change()));
        land(delivery);
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
        }
    }

    private void landDelta(DeliveredChange each, Delivery delivery) {
        BatchChange row = each.change();
        switch (each.status()) {
            case APPLIED -> stock.applied(row, delivery.appliedAt().getEpochSecond(), each.quantityAfterChange());
            case RETURNED ->
                queue(new QueuedDelta(
                        row.inventoryItemId(), row.locationId(), row.lowering(), row.raising(), row.cause()));
            case REJECTED, STALE, ABANDONED -> stock.stuck(row);
        }
    }

    private void landCount(DeliveredChange each, Delivery delivery) {
        BatchChange row = each.change();
        OutboxStore.QueuedCount count = new OutboxStore.QueuedCount(row.inventoryItemId(), row.locationId());
        switch (each.status()) {
            case APPLIED -> stock.countApplied(row, delivery.appliedAt().getEpochSecond());
            case RETURNED -> store.put(count);
            case STALE -> {
                stock.countIsStale(row);
                store.put(count);
                askNow.accept(row.inventoryItemId());
            }
            case REJECTED, ABANDONED -> stock.stuck(row);
        }
    }
}
