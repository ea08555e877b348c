package io.stocktide.topology.outbox;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.outbox.OutboxStore.QueuedLevel;
import io.stocktide.topology.stock.ChannelStock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Forms the next batch of a shop once none is in flight. A past fact forms none: its batches have been formed. What
 * lowers Shopify's figure goes before what raises it: behind a throttle, Shopify then shows too little and never too
 * much.
 */
public final class BatchForming {
    /** Past so many, a batch only says that very many wait. */
    private static final int MAX_WAITING = 5_000;

    private final OutboxStore store;
    private final ChannelStock stock;
    private final Fact fact;

    public BatchForming(OutboxStore store, ChannelStock stock) {
        this.store = store;
        this.stock = stock;
        this.fact = stock.book().fact();
    }

    /** The next batch; empty where one is in flight or nothing waits. Deltas and counts that lower take turns. */
    public Optional<Batch> formNext() {
        Flight last = store.flight().orElse(Flight.NONE);
        if (fact.rebuilding() || last.isUnderWay()) {
            return Optional.empty();
        }
        long sequence = last.sequence() + 1;
        Batch.Kind turn = turn(other(last.kind()));
        Optional<Batch> batch = form(turn, sequence).or(() -> form(other(turn), sequence));
        batch.ifPresent(formed -> store.put(last.with(formed)));
        return batch;
    }

    /** Whose turn it is, unless only the other kind has anything that lowers. */
    private Batch.Kind turn(Batch.Kind next) {
        return anyLower(next) || !anyLower(other(next)) ? next : other(next);
    }

    private boolean anyLower(Batch.Kind kind) {
        return kind == Batch.Kind.ADJUST ? store.anyDeltasLower() : store.anyCountLowers();
    }

    private static Batch.Kind other(Batch.Kind kind) {
        return kind == Batch.Kind.ADJUST ? Batch.Kind.SET : Batch.Kind.ADJUST;
    }

    private Optional<Batch> form(Batch.Kind kind, long sequence) {
        String id = idOf(fact, kind);
        List<BatchChange> changes = kind == Batch.Kind.ADJUST ? takeDeltas(id, sequence) : takeCounts(sequence);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Instant formedAt = Instant.ofEpochMilli(fact.recordMillis());
        return Optional.of(new Batch(id, fact.shop(), kind, sequence, formedAt, waiting(changes), changes));
    }

    /** How many levels wait on; only a batch that is full leaves any of its kind. */
    private Integer waiting(List<BatchChange> changes) {
        return changes.size() < Batch.MAX_CHANGES ? null : Integer.valueOf(store.waiting(MAX_WAITING));
    }

    /** The ids of the batches that a record may have formed. */
    public static List<String> idsAt(String shop, String topic, int partition, long offset) {
        return Arrays.stream(Batch.Kind.values())
                .map(kind -> idOf(shop, topic, partition, offset, kind))
                .toList();
    }

    private static String idOf(Fact fact, Batch.Kind kind) {
        return idOf(
                fact.shop(),
                fact.origin().topic(),
                fact.origin().partition(),
                fact.origin().offset(),
                kind);
    }

    /** The same record forms the same batch, so the id is made of where the record lies. */
    private static String idOf(String shop, String topic, int partition, long offset, Batch.Kind kind) {
        String name = shop + '|' + topic + '|' + partition + '|' + offset + '|' + kind;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private List<BatchChange> takeDeltas(String batchId, long sequence) {
        List<BatchChange> changes = new ArrayList<>();
        List<Long> parked = store.parkedLineIds();
        List<QueuedLevel> first = store.firstDeltas(Batch.MAX_CHANGES);
        // Deltas that cancel out must not leave those behind them without a batch.
        while (!first.isEmpty() && changes.isEmpty()) {
            first.forEach(level -> take(level, parked, batchId, sequence).ifPresent(changes::add));
            first = changes.isEmpty() ? store.firstDeltas(Batch.MAX_CHANGES) : first;
        }
        return changes;
    }

    private Optional<BatchChange> take(QueuedLevel level, List<Long> parked, String batchId, long sequence) {
        store.dequeueDeltas(level);
        BatchChange row = stock.deltaChange(level.itemId(), level.locationId(), parked);
        if (row.delta() == 0) {
            return Optional.empty();
        }
        stock.sendDelta(row, batchId, sequence);
        if (stock.waits(level.itemId(), level.locationId())) {
            store.queueDeltas(level, stock.waitingLowers(level.itemId(), level.locationId()));
        }
        return Optional.of(row);
    }

    private List<BatchChange> takeCounts(long sequence) {
        List<BatchChange> changes = new ArrayList<>();
        for (QueuedLevel level : store.firstCounts(Batch.MAX_CHANGES)) {
            store.dequeueCount(level);
            if (stock.countWaits(level.itemId(), level.locationId())) {
                BatchChange row = stock.countChange(level.itemId(), level.locationId());
                stock.countIsTaken(row, sequence);
                changes.add(row);
            }
        }
        return changes;
    }
}
