package io.stocktide.topology.stock;

import io.stocktide.schemas.value.BatchChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What channels did at one level and Shopify has not applied: waiting, in batches, or refused. Events are known by
 * their offset, and a batch's row says through which it goes; so events, batches and deliveries may be read in any
 * order, as a replay does, and what a batch holds never waits again.
 */
final class Outgoing {
    /** A late answer comes within minutes, so few batches back are enough. */
    private static final int MAX_GIVEN_UP = 32;
    /** Shopify takes no more in one row (Admin API 2026-10). */
    private static final long MAX_OF_ROW = 1_000_000_000;

    private record Row(long delta, long throughOffset, boolean givenUp) {}

    private record Late(long delta, long offset) {}

    /** What waits for a batch, by the offset of its event. */
    private final TreeMap<Long, Long> waiting = new TreeMap<>();
    /** What waits beside: lines that were parked, by id, and rows that came back, by minus their batch's sequence. */
    private final TreeMap<Long, Late> late = new TreeMap<>();
    /** Of these what a batch holds that has been read before it was posted or came back. */
    private final TreeSet<Long> takenLate = new TreeSet<>();

    private long takenThrough = -1;

    private final LinkedHashMap<String, Row> rows = new LinkedHashMap<>();
    private long refused;
    private long refusedLowering;
    private boolean anyRefused;
    private long redrivenThrough = -1;
    /** The newest count here; what came before is in it, or was added to it. */
    private long countedThrough = -1;
    /** The channel event that came last; null where none waits. */
    private String cause;

    /** What may be sold less: each row of Shopify's goes through whole or not at all, so it counts by its net. */
    long effect() {
        long sum = Math.min(0, waitingDelta()) + refusedLowering;
        for (Row row : rows.values()) {
            sum += Math.min(0, row.delta());
        }
        return sum;
    }

    /** What Shopify has still to be told. */
    long pending() {
        long sum = waitingDelta() + refused;
        for (Row row : rows.values()) {
            sum += row.delta();
        }
        return sum;
    }

    long waitingDelta() {
        long sum = 0;
        for (long delta : waiting.values()) {
            sum += delta;
        }
        for (Late each : late.values()) {
            sum += each.delta();
        }
        return sum;
    }

    /** Whether anything awaits a hand. */
    boolean drifts() {
        return anyRefused || rows.values().stream().anyMatch(Row::givenUp);
    }

    /** Takes on an event's delta. Past events may be in a batch that has been read already. */
    void add(ChannelDelta delta, boolean rebuilding) {
        if (delta.parkedId() != null) {
            addLate(delta.parkedId(), new Late(delta.delta(), delta.offset()), delta.cause());
        } else if (!rebuilding || delta.offset() > takenThrough) {
            put(delta.offset(), delta.delta(), delta.cause());
        }
        if (!rebuilding) {
            coalesce();
        }
    }

    /** Whether a count came between the event and now. */
    boolean isCountedAfter(ChannelDelta delta) {
        return delta.parkedId() == null && delta.offset() < countedThrough;
    }

    private void addLate(long id, Late delta, String newCause) {
        if (!takenLate.remove(id)) {
            late.put(id, delta);
            cause = newCause;
        }
    }

    private void put(long offset, long delta, String newCause) {
        waiting.merge(offset, delta, Long::sum);
        cause = newCause;
    }

    /** Live, all that waits goes into one row: to keep its parts would only make the level larger. */
    private void coalesce() {
        if (waiting.size() > 1) {
            long sum = 0;
            for (long delta : waiting.values()) {
                sum += delta;
            }
            long last = waiting.lastKey();
            waiting.clear();
            waiting.put(last, sum);
        }
    }

    /** The row for all that waits; its delta is 0 where that cancels out. */
    BatchChange next(long itemId, long locationId) {
        long through = waiting.isEmpty() ? takenThrough : Math.max(takenThrough, waiting.lastKey());
        List<Long> beside = late.isEmpty() ? null : new ArrayList<>(late.keySet());
        return new BatchChange(itemId, locationId, forOneRow(waitingDelta()), null, null, through, beside, cause);
    }

    /** What of all that waits one row can carry. */
    private static int forOneRow(long delta) {
        return (int) Math.max(-MAX_OF_ROW, Math.min(MAX_OF_ROW, delta));
    }

    /** Takes the row that was made of all that waits; what it could not carry goes on waiting. */
    void takeNext(BatchChange row) {
        long left = waitingDelta() - row.delta();
        take(row);
        cause = null;
        if (left != 0) {
            put(row.throughOffset(), left, row.cause());
        }
    }

    /** What cancels out needs no batch. What waits beside stays, since only a row can say that it is dealt with. */
    void dropWaiting() {
        if (late.isEmpty()) {
            waiting.clear();
            cause = null;
        }
    }

    /** A batch holds the row: nothing of it waits any more. */
    void take(BatchChange row) {
        takenThrough = Math.max(takenThrough, row.throughOffset());
        waiting.headMap(row.throughOffset(), true).clear();
        if (row.lateIds() != null) {
            for (long id : row.lateIds()) {
                if (late.remove(id) == null) {
                    takenLate.add(id);
                }
            }
        }
    }

    /** The row is under way to Shopify. */
    void send(String batchId, BatchChange row) {
        rows.putIfAbsent(batchId, new Row(row.delta(), row.throughOffset(), false));
    }

    /** The batch has an answer. */
    void land(String batchId) {
        rows.remove(batchId);
    }

    /** Nobody knows whether Shopify has applied the row: it lowers until an answer comes after all. */
    void giveUp(String batchId, BatchChange row) {
        rows.remove(batchId);
        if (isOvertaken(row)) {
            return;
        }
        rows.put(batchId, new Row(row.delta(), row.throughOffset(), true));
        List<String> givenUp = rows.entrySet().stream()
                .filter(entry -> entry.getValue().givenUp())
                .map(Map.Entry::getKey)
                .toList();
        if (givenUp.size() > MAX_GIVEN_UP) {
            refuse(rows.remove(givenUp.get(0)).delta());
        }
    }

    /** The row goes back to what waits. */
    void giveBack(BatchChange row, long sequence) {
        if (!isOvertaken(row)) {
            addLate(-sequence, new Late(row.delta(), row.throughOffset()), row.cause());
        }
    }

    /** Shopify will not take the row: it still lowers, and raises never, until somebody sees to it. */
    void refuse(BatchChange row) {
        if (isOvertaken(row)) {
            return;
        }
        if (row.throughOffset() >= redrivenThrough) {
            refuse(row.delta());
        } else if (redrivenThrough > takenThrough) {
            put(redrivenThrough, row.delta(), row.cause());
        }
    }

    private void refuse(long delta) {
        anyRefused = true;
        refused += delta;
        refusedLowering += Math.min(0, delta);
    }

    /** What Shopify has refused is to be sent again. */
    void redrive(ChannelDelta redrive) {
        redrivenThrough = Math.max(redrivenThrough, redrive.offset());
        if (refused != 0 && redrive.offset() > takenThrough) {
            put(redrive.offset(), refused, redrive.cause());
        }
        forgetRefused();
    }

    private void forgetRefused() {
        anyRefused = false;
        refused = 0;
        refusedLowering = 0;
    }

    private boolean isOvertaken(BatchChange row) {
        return row.throughOffset() < countedThrough;
    }

    /** A count overtakes all but what is under way, of which the answer alone is awaited. */
    void count(long offset) {
        countedThrough = Math.max(countedThrough, offset);
        waiting.headMap(offset, true).clear();
        late.values().removeIf(each -> each.offset() < countedThrough);
        if (waiting.isEmpty()) {
            cause = null;
        }
        forgetRefused();
        rows.values().removeIf(row -> row.givenUp() && row.throughOffset() < countedThrough);
    }

    /** A figure that no row can carry is one that Shopify refuses; to throw here would stop the whole shop. */
    static int inRange(long quantity) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, quantity));
    }
}
