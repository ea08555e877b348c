package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;

/**
 * The batch in flight, of which a shop has one at most, so that throttling makes batches denser and not the queue
 * longer.
 *
 * @param batchId null where it has landed
 * @param kind of the last batch: the other kind has the next turn
 */
public record Flight(String batchId, Batch.Kind kind) {
    boolean isUnderWay() {
        return batchId != null;
    }
}
