package io.stocktide.topology.stock;

import io.stocktide.schemas.value.BatchChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    /** What waits for a batch, by line. */
    private final TreeMap<Long, Long> waiting = new TreeMap<>();
    /** Rows that came back and wait again, by minus their batch's sequence. */
    private final TreeMap<Long, Late> late = new TreeMap<>();
    /** What a batch holds beside the lines up to an offset, and that has not been posted or come back yet. */
    private final TreeSet<Long> takenLate = new TreeSet<>();

    /** Batches hold every line up to this offset, but for the lines excepted, which were parked then. */
    private long takenThrough = -1;

    private final TreeSet<Long> excepted = new TreeSet<>();
    /** The newest batch with a row here. */
    private long lastSequence;

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
        if (!rebuilding) {
            put(delta.lineId(), delta.delta(), delta.cause());
            coalesce();
        } else if (!isTaken(delta.lineId())) {
            put(delta.lineId(), delta.delta(), delta.cause());
        }
    }

    /** Whether a count came between the event and now. */
    boolean isCountedAfter(ChannelDelta delta) {
        return delta.offset() < countedThrough;
    }

    private boolean isTaken(long lineId) {
        return takenLate.remove(lineId)
                || (ChannelDelta.offsetOf(lineId) <= takenThrough && !excepted.contains(lineId));
    }

    private void addLate(long id, Late delta, String newCause) {
        if (!takenLate.remove(id)) {
            late.put(id, delta);
            cause = newCause;
        }
    }

    private void put(long lineId, long delta, String newCause) {
        waiting.merge(lineId, delta, Long::sum);
        cause = newCause;
    }

    /** Live, all that waits goes into one row: to keep its parts would only make the level larger. */
    private void coalesce() {
        NavigableMap<Long, Long> told = waiting.tailMap(firstAfter(takenThrough), true);
        if (told.size() > 1) {
            long sum = 0;
            for (long delta : told.values()) {
                sum += delta;
            }
            long last = told.lastKey();
            told.clear();
            waiting.put(last, sum);
        }
    }

    private static long firstAfter(long offset) {
        return ChannelDelta.lineId(offset + 1, 0);
    }

    /**
     * The row for all that waits; its delta is 0 where that cancels out.
     *
     * @param parked lines of the shop that wait for their SKU
     */
    BatchChange next(long itemId, long locationId, Collection<Long> parked) {
        long through =
                waiting.isEmpty() ? takenThrough : Math.max(takenThrough, ChannelDelta.offsetOf(waiting.lastKey()));
        List<Long> beside = new ArrayList<>(late.keySet());
        beside.addAll(waiting.headMap(firstAfter(takenThrough)).keySet());
        List<Long> without =
                parked.stream().filter(line -> line < firstAfter(through)).toList();
        return new BatchChange(
                itemId,
                locationId,
                forOneRow(waitingDelta()),
                null,
                null,
                through,
                beside.isEmpty() ? null : beside,
                without.isEmpty() ? null : without,
                null,
                cause);
    }

    /** What of all that waits one row can carry. */
    private static int forOneRow(long delta) {
        return (int) Math.max(-MAX_OF_ROW, Math.min(MAX_OF_ROW, delta));
    }

    /** Takes the row that was made of all that waits; what it could not carry goes on waiting. */
    void takeNext(BatchChange row, long sequence) {
        long left = waitingDelta() - row.delta();
        take(row, sequence);
        cause = null;
        if (left != 0) {
            put(ChannelDelta.lineId(row.throughOffset(), 0), left, row.cause());
        }
    }

    /** What cancels out needs no batch. What waits beside stays, since only a row can say that it is dealt with. */
    void dropWaiting() {
        boolean told = waiting.isEmpty() || ChannelDelta.offsetOf(waiting.firstKey()) > takenThrough;
        if (late.isEmpty() && told) {
            waiting.clear();
            cause = null;
        }
    }

    /** A batch holds the row: nothing of it waits any more. */
    void take(BatchChange row, long sequence) {
        if (sequence >= lastSequence) {
            lastSequence = sequence;
            takenThrough = Math.max(takenThrough, row.throughOffset());
            excepted.clear();
            excepted.addAll(row.exceptIds() == null ? List.of() : row.exceptIds());
        }
        waiting.headMap(firstAfter(row.throughOffset()))
                .keySet()
                .removeIf(lineId -> row.exceptIds() == null || !row.exceptIds().contains(lineId));
        if (row.lateIds() != null) {
            row.lateIds().forEach(this::takeLate);
        }
    }

    private void takeLate(long id) {
        boolean here = late.remove(id) != null | waiting.remove(id) != null;
        if (!here && (id < 0 || excepted.contains(id) || ChannelDelta.offsetOf(id) > takenThrough)) {
            takenLate.add(id);
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
            put(ChannelDelta.lineId(redrivenThrough, 0), row.delta(), row.cause());
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
            put(redrive.lineId(), refused, redrive.cause());
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
        waiting.headMap(firstAfter(offset)).clear();
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
