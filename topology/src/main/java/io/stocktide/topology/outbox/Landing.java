package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.stock.ChannelStock;
import java.util.function.LongConsumer;

/** Takes in what Shopify made of a batch. */
public final class Landing {
    private final OutboxStore store;
    private final Outbox outbox;
    private final ChannelStock stock;
    private final LongConsumer askNow;

    /**
     * @param askNow called with an item whose figure at Shopify must be read before a count can be sent again
     */
    public Landing(OutboxStore store, Outbox outbox, ChannelStock stock, LongConsumer askNow) {
        this.store = store;
        this.outbox = outbox;
        this.stock = stock;
        this.askNow = askNow;
    }

    /** A batch has come back. A replay may meet the answer before the batch. */
    public void land(Delivery delivery) {
        Flight flight = store.flight().orElse(Flight.NONE);
        store.put(flight.without(delivery.batchId()).atLeast(delivery.sequence(), delivery.kind()));
        if (!flight.batchIds().contains(delivery.batchId())) {
            recall(delivery);
        }
        for (DeliveredChange each : delivery.changes()) {
            BatchChange row = each.change();
            if (delivery.kind() == Batch.Kind.ADJUST) {
                landDelta(each, delivery);
            } else {
                landCount(each, delivery);
            }
            outbox.index(row.inventoryItemId(), row.locationId());
            outbox.hasNews(row.inventoryItemId());
        }
    }

    /** The answer came before the batch, or once more after it was given up: what it holds does not wait. */
    private void recall(Delivery delivery) {
        delivery.changes().forEach(each -> outbox.take(each.change(), delivery.kind(), delivery.sequence()));
    }

    private void landDelta(DeliveredChange each, Delivery delivery) {
        BatchChange row = each.change();
        String batchId = delivery.batchId();
        switch (each.status()) {
            case APPLIED ->
                stock.applied(row, batchId, delivery.appliedAt().getEpochSecond(), each.quantityAfterChange());
            case ABANDONED -> stock.givenUp(row, batchId);
            case RETURNED -> stock.givenBack(row, batchId, delivery.sequence());
            case REJECTED, STALE -> stock.refused(row, batchId);
        }
    }

    private void landCount(DeliveredChange each, Delivery delivery) {
        BatchChange row = each.change();
        if (each.status() == DeliveredChange.Status.APPLIED) {
            stock.countApplied(row, delivery.batchId(), delivery.appliedAt().getEpochSecond());
        } else {
            stock.countLands(row, delivery.batchId());
            if (stock.isCountOf(row)) {
                countStands(row, each.status(), delivery);
            }
        }
    }

    private void countStands(BatchChange row, DeliveredChange.Status status, Delivery delivery) {
        switch (status) {
            case APPLIED -> throw new IllegalArgumentException("the count was applied");
            case RETURNED -> stock.countIsGivenBack(row, delivery.sequence());
            case STALE -> {
                if (stock.countIsGivenBack(row, delivery.sequence())) {
                    stock.countIsStale(row);
                    askNow.accept(row.inventoryItemId());
                }
            }
            case REJECTED -> stock.refused(row, delivery.batchId());
            case ABANDONED -> stock.givenUp(row, delivery.batchId());
        }
    }
}
