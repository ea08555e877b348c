package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.stock.ChannelDelta;
import io.stocktide.topology.trace.Levels.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the batches in which an event's changes left, also those in which Shopify gave them back and they left again. */
final class BatchTrail {
    /** A batch is dated by the record that formed it, which may be dated a little before the event. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    private static final int MAX_ROUNDS = 5;

    private final ShopLog log;
    private final DeliveryTrail deliveries;
    private final Findings findings;
    /** Levels to be found in a batch yet, each with the batch that gave it back; 0 where none did. */
    private final Map<Level, Long> open = new HashMap<>();

    private final Levels levels;
    private long offset;
    private final Set<Long> lineIds = new HashSet<>();

    BatchTrail(ShopLog log, DeliveryTrail deliveries, Findings findings, Levels levels) {
        this.log = log;
        this.deliveries = deliveries;
        this.findings = findings;
        this.levels = levels;
        levels.levels().forEach(level -> open.put(level, 0L));
    }

    /**
     * @param eventOffset where the event lies on {@code channel-events}
     */
    void follow(long eventOffset, Instant eventAt) {
        offset = eventOffset;
        for (int index = 0; index < ChannelDelta.LINES; index++) {
            lineIds.add(ChannelDelta.lineId(eventOffset, index));
        }
        long from = log.offsetAt(Topics.BATCHES, eventAt.minus(BEFORE));
        for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
            from = round(from);
            if (from < 0) {
                return;
            }
        }
        if (!open.isEmpty()) {
            findings.misses("Shopify gave the changes back again and again; later batches are not followed");
        }
    }

    /** Returns where the next round begins; below zero where there is nothing more to find. */
    private long round(long from) {
        Map<Long, Batch> found = new LinkedHashMap<>();
        ShopLog.End end = log.scan(Topics.BATCHES, from, record -> {
            ShopLog.value(Topics.BATCHES, record).filter(this::takes).ifPresent(batch -> {
                found.put(record.offset(), batch);
                findings.add(step(record, batch, levels));
            });
            return !open.isEmpty();
        });
        if (!open.isEmpty()) {
            notInAnyBatch(end);
        }
        open.clear();
        found.values().forEach(this::land);
        return found.isEmpty()
                ? -1
                : found.keySet().stream().mapToLong(Long::longValue).min().getAsLong() + 1;
    }

    private void notInAnyBatch(ShopLog.End end) {
        if (end == ShopLog.End.BOUND) {
            findings.misses("no batch was found within the bounds of a trace for " + open.size() + " of its levels");
        } else {
            findings.remark("no batch holds its change at " + open.size()
                    + " of its levels: it waits for its turn, or Shopify need not be told");
        }
    }

    static Trace.Sent step(ConsumerRecord<String, byte[]> record, Batch batch, Levels shown) {
        return new Trace.Sent(
                Instant.ofEpochMilli(record.timestamp()),
                ShopLog.place(record),
                batch.batchId(),
                batch.kind(),
                batch.sequence(),
                batch.changes().size(),
                batch.changes().stream().filter(shown::holds).toList());
    }

    /** Closes the levels whose changes are in the batch; whether there is any. */
    private boolean takes(Batch batch) {
        List<Level> taken = batch.changes().stream()
                .filter(change -> isIn(change, batch))
                .map(Level::of)
                .toList();
        taken.forEach(open::remove);
        return !taken.isEmpty();
    }

    private boolean isIn(BatchChange change, Batch batch) {
        Long givenBackBy = open.get(Level.of(change));
        if (givenBackBy == null || batch.sequence() <= givenBackBy) {
            return false;
        }
        if (givenBackBy != 0 && batch.kind() == Batch.Kind.ADJUST) {
            return change.lateIds() != null && change.lateIds().contains(-givenBackBy);
        }
        return holdsLate(change) || (change.throughOffset() >= offset && !leavesOut(change));
    }

    private boolean holdsLate(BatchChange change) {
        return change.lateIds() != null && change.lateIds().stream().anyMatch(lineIds::contains);
    }

    private boolean leavesOut(BatchChange change) {
        return change.exceptIds() != null && change.exceptIds().stream().anyMatch(lineIds::contains);
    }

    /** What Shopify gave back is open again. */
    private void land(Batch batch) {
        for (Delivery delivery : deliveries.follow(batch.batchId(), levels)) {
            for (DeliveredChange change : delivery.changes()) {
                boolean again = change.status() == DeliveredChange.Status.RETURNED
                        || change.status() == DeliveredChange.Status.STALE;
                if (again && levels.holds(change.change())) {
                    open.put(Level.of(change.change()), batch.sequence());
                }
            }
        }
    }
}
