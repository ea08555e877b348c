package io.stocktide.topology.outbox;

import java.util.List;
import java.util.Optional;

/** The outbox of one shop: which levels have something for Shopify. What it is, the levels know. */
public interface OutboxStore {
    /** A level with something that waits for a batch. */
    record QueuedLevel(long itemId, long locationId) {}

    void queueDeltas(QueuedLevel level);

    void dequeueDeltas(QueuedLevel level);

    /** The first levels with deltas, in the order of item and location. */
    List<QueuedLevel> firstDeltas(int limit);

    void queueCount(QueuedLevel level);

    void dequeueCount(QueuedLevel level);

    /** The first levels with a count, in the order of item and location. */
    List<QueuedLevel> firstCounts(int limit);

    /** Lines of channel events that wait for their SKU, by id. */
    List<Long> parkedLineIds();

    /** What is on its way to Shopify; empty where nothing ever was. */
    Optional<Flight> flight();

    void put(Flight flight);
}
