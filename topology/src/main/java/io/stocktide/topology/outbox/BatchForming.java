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
        for (QueuedDelta delta : store.firstDeltas(Batch.MAX_CHANGES)) {
            store.removeDelta(delta.itemId(), delta.locationId());
            if (delta.delta() == 0) {
                stock.cancelOut(delta.itemId(), delta.locationId(), delta.lowering(), delta.raising());
            } else {
                changes.add(change(delta));
            }
        }
        return changes;
    }

    private static BatchChange change(QueuedDelta delta) {
        return new BatchChange(
                delta.itemId(), delta.locationId(), delta.lowering(), delta.raising(), null, null, delta.cause());
    }

    private List<BatchChange> takeCounts() {
        List<BatchChange> changes = new ArrayList<>();
        for (OutboxStore.QueuedCount queued : store.firstCounts(Batch.MAX_CHANGES)) {
            long itemId = queued.itemId();
            if (stock.book().open(itemId).level(queued.locationId()).count() == null) {
                store.remove(queued);
            } else if (stock.canSendCount(itemId, queued.locationId())) {
                store.remove(queued);
                changes.add(stock.countChange(itemId, queued.locationId()));
            }
        }
        return changes;
    }
}
