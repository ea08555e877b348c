package io.stocktide.sink.lane;

import io.stocktide.service.log.Muted;
import io.stocktide.sink.async.Failures;
import io.stocktide.sink.async.WorkStopped;
import io.stocktide.sink.async.Workers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane per shop: its records are handed over in order, one turn after the other. No lane waits for another, and a
 * lane that waits holds no thread.
 */
public final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Between a failure of our own (Kafka did not take what was to be written) and the next try. */
    private static final Duration BEFORE_REDOING = Duration.ofSeconds(1);

    private static final class Lane {
        final Queue<LaneRecord> waiting = new ArrayDeque<>();
        boolean busy;
    }

    private final LaneHandler handler;
    private final int maxPerTurn;
    private final Workers workers;
    private final Map<String, Lane> lanes = new HashMap<>();
    private int busyLanes;
    private volatile boolean stopping;

    /** @param maxPerTurn how many waiting records of a shop the handler takes at once */
    public Lanes(LaneHandler handler, int maxPerTurn, Workers workers) {
        this.handler = handler;
        this.maxPerTurn = maxPerTurn;
        this.workers = workers;
    }

    /** How many shops have work under way. */
    public synchronized int busy() {
        return busyLanes;
    }

    synchronized void accept(LaneRecord record) {
        lanes.computeIfAbsent(record.lane(), unused -> new Lane()).waiting.add(record);
    }

    /** Sets every idle lane to work; after all records of a poll are in, so that they can share a turn. */
    synchronized void run() {
        for (String name : List.copyOf(lanes.keySet())) {
            nextTurn(name);
        }
    }

    /** Forgets what waits and belongs to a partition that is no longer ours. */
    synchronized void dropRevoked() {
        lanes.values()
                .forEach(lane ->
                        lane.waiting.removeIf(record -> record.progress().isRevoked()));
    }

    /** Takes on nothing more and lets work that only waits go. */
    synchronized void stop() {
        stopping = true;
        lanes.values().forEach(lane -> lane.waiting.clear());
    }

    /** Waits until no lane is at work; false where the time was not enough. */
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (busyLanes > 0) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private synchronized void nextTurn(String name) {
        Lane lane = lanes.get(name);
        if (lane.busy) {
            return;
        }
        List<LaneRecord> turn = new ArrayList<>();
        while (turn.size() < maxPerTurn && !lane.waiting.isEmpty()) {
            turn.add(lane.waiting.poll());
        }
        if (turn.isEmpty()) {
            lanes.remove(name);
            return;
        }
        lane.busy = true;
        busyLanes++;
        workers.execute(() -> work(name, turn, turn.get(0).perhapsDoneBefore()));
    }

    private void work(String name, List<LaneRecord> turn, boolean perhapsDoneBefore) {
        CompletableFuture<?> done;
        try {
            done = handler.handle(asWork(turn, perhapsDoneBefore));
        } catch (RuntimeException e) {
            done = CompletableFuture.failedFuture(e);
        }
        var unused = done.whenComplete((value, failure) -> ended(name, turn, failure));
    }

    private LaneWork asWork(List<LaneRecord> turn, boolean perhapsDoneBefore) {
        return new LaneWork(turn.stream().map(LaneRecord::record).toList(), perhapsDoneBefore, () -> isStopped(turn));
    }

    private boolean isStopped(List<LaneRecord> turn) {
        // A shop is on one partition, so all of a turn is ours or none of it.
        return stopping || turn.get(0).progress().isRevoked();
    }

    private void ended(String name, List<LaneRecord> turn, Throwable failure) {
        if (failure == null) {
            turn.forEach(LaneRecord::finished);
        } else if (!isStopped(turn) && !(Failures.causeOf(failure) instanceof WorkStopped)) {
            LOG.atError()
                    .setCause(Muted.of(Failures.causeOf(failure)))
                    .addKeyValue("shop", name)
                    .addKeyValue("records", turn.size())
                    .log("not finished, will be done again");
            var unused = workers.after(BEFORE_REDOING, () -> work(name, turn, true));
            return;
        }
        free(name);
    }

    private synchronized void free(String name) {
        lanes.get(name).busy = false;
        busyLanes--;
        notifyAll();
        nextTurn(name);
    }
}
