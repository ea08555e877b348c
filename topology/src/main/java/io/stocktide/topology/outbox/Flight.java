package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches in flight. A shop has one at most, so that throttling makes batches denser and not the queue longer;
 * only a replay may see the next before the answer to the last.
 *
 * @param batchIds of those under way
 * @param kind of the newest batch: the other kind has the next turn
 * @param sequence of the newest batch
 */
public record Flight(List<String> batchIds, Batch.Kind kind, long sequence) {
    static final Flight NONE = new Flight(List.of(), Batch.Kind.SET, 0);

    public Flight {
        batchIds = List.copyOf(batchIds);
    }

    boolean isUnderWay() {
        return !batchIds.isEmpty();
    }

    /** With a batch that is under way. */
    Flight with(Batch batch) {
        List<String> ids = new ArrayList<>(batchIds);
        if (!ids.contains(batch.batchId())) {
            ids.add(batch.batchId());
        }
        return new Flight(ids, kind, sequence).atLeast(batch.sequence(), batch.kind());
    }

    /** Without a batch that has landed. */
    Flight without(String batchId) {
        List<String> ids = new ArrayList<>(batchIds);
        ids.remove(batchId);
        return new Flight(ids, kind, sequence);
    }

    /** Knowing of a batch with that sequence. */
    Flight atLeast(long otherSequence, Batch.Kind otherKind) {
        return otherSequence > sequence ? new Flight(batchIds, otherKind, otherSequence) : this;
    }
}
