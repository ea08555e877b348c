package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.stock.ChannelStock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Forms the next batch of a shop once none is in flight. */
public final class BatchForming {
    private final OutboxStore store;
    private final ChannelStock stock;

    public BatchForming(OutboxStore store, ChannelStock stock) {
        this.store = store;
        this.stock = stock;
    }

    /** The next batch; empty where one is in flight or nothing waits. Deltas and counts take turns. */
    public Optional<Batch> formNext() {
        Flight last = store.flight().orElse(new Flight(null, Batch.Kind.SET));
        if (last.isUnderWay()) {
            return Optional.empty();
        }
        Batch.Kind turn = last.kind() == Batch.Kind.ADJUST ? Batch.Kind.SET : Batch.Kind.ADJUST;
        Optional<Batch> batch = form(turn).or(() -> form(last.kind()));
        batch.ifPresent(formed -> store.put(new Flight(formed.batchId(), formed.kind())));
        return batch;
    }

    private Optional<Batch> form(Batch.Kind kind) {
        List<BatchChange> changes = kind == Batch.Kind.ADJUST ? takeDeltas() : takeCounts();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Fact fact = stock.book().fact();
        Instant formedAt = Instant.ofEpochMilli(fact.recordMillis());
        return Optional.of(new Batch(idOf(fact, kind), fact.shop(), kind, formedAt, changes));
    }

    /** The same record forms the same batch, so the id is made of where the record lies. */
    private static String idOf(Fact fact, Batch.Kind kind) {
        String name = fact.shop()
                + '|'
                + fact.origin().topic()
                + '|'
                + fact.origin().partition()
                + '|'
                + fact.origin().offset()
                + '|'
                + kind;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private List<BatchChange> takeDeltas() {
        List<BatchChange> changes = new ArrayList<>();
        List<QueuedDelta> first = store.firstDeltas(Batch.MAX_CHANGES);
        // Deltas that cancel out must not leave those behind them without a batch.
        while (!first.isEmpty() && changes.isEmpty()) {
            first.forEach(delta -> take(delta, changes));
            first = changes.isEmpty() ? store.firstDeltas(Batch.MAX_CHANGES) : first;
        }
        return changes;
    }

    private void take(QueuedDelta queued, List<BatchChange> changes) {
        QueuedDelta taken = queued.forOneRow();
        QueuedDelta left = queued.minus(taken);
        store.removeDelta(queued.itemId(), queued.locationId());
        if (!left.isEmpty()) {
            store.put(left);
        }
        if (taken.delta() == 0) {
            stock.cancelOut(taken.itemId(), taken.locationId(), taken.lowering(), taken.raising());
        } else {
            changes.add(change(taken));
        }
    }

    private static BatchChange change(QueuedDelta delta) {
        return new BatchChange(
                delta.itemId(),
                delta.locationId(),
                Math.toIntExact(delta.lowering()),
                Math.toIntExact(delta.raising()),
                null,
                null,
                delta.cause());
    }

    private List<BatchChange> takeCounts() {
        List<BatchChange> changes = new ArrayList<>();
        for (OutboxStore.QueuedCount queued : store.firstCounts(Batch.MAX_CHANGES)) {
            store.remove(queued);
            if (stock.hasCount(queued.itemId(), queued.locationId())) {
                changes.add(stock.countChange(queued.itemId(), queued.locationId()));
            }
        }
        return changes;
    }
}
