package io.stocktide.topology.outbox;

import java.util.List;
import java.util.Optional;

/** The outbox of one shop: which levels have something for Shopify. What it is, the levels know. */
public interface OutboxStore {
    /** A level with something that waits for a batch. */
    record QueuedLevel(long itemId, long locationId) {}

    /** @param lower whether what waits there lowers Shopify's figure: such levels go first */
    void queueDeltas(QueuedLevel level, boolean lower);

    void dequeueDeltas(QueuedLevel level);

    /** The first levels with deltas: those that lower, then the others, each in the order of item and location. */
    List<QueuedLevel> firstDeltas(int limit);

    /** @param lowers whether it lowers Shopify's figure: such levels go first */
    void queueCount(QueuedLevel level, boolean lowers);

    void dequeueCount(QueuedLevel level);

    /** The first levels with a count: those that lower, then the others, each in the order of item and location. */
    List<QueuedLevel> firstCounts(int limit);

    /** Whether any deltas that wait lower. */
    boolean anyDeltasLower();

    /** Whether any count that waits lowers. */
    boolean anyCountLowers();

    /** How many levels wait, counted up to a limit. */
    int waiting(int limit);

    /** Lines of channel events that wait for their SKU, by id. */
    List<Long> parkedLineIds();

    /** What is on its way to Shopify; empty where nothing ever was. */
    Optional<Flight> flight();

    void put(Flight flight);
}
