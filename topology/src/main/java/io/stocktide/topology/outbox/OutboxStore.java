package io.stocktide.topology.outbox;

import java.util.List;
import java.util.Optional;

/** The outbox of one shop. */
public interface OutboxStore {
    /** A level whose count waits for a batch. */
    record QueuedCount(long itemId, long locationId) {}

    Optional<QueuedDelta> delta(long itemId, long locationId);

    void put(QueuedDelta delta);

    void removeDelta(long itemId, long locationId);

    /** The first of the queue, in the order of item and location. */
    List<QueuedDelta> firstDeltas(int limit);

    void put(QueuedCount count);

    void remove(QueuedCount count);

    List<QueuedCount> firstCounts(int limit);

    /** What is on its way to Shopify; empty where nothing is. */
    Optional<Flight> flight();

    void put(Flight flight);
}
