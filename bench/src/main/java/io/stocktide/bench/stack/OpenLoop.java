package io.stocktide.bench.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends at a constant rate. Latency counts from when a request was due, so that what waits to be sent has waited. */
final class OpenLoop {
    private static final Duration FOR_LAST_ANSWERS = Duration.ofSeconds(15);
    private static final double MOST_LAG_MILLIS = 50;
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(1);

    /** Starts a request and returns; tells of its answer, once, by whether it was accepted. */
    @FunctionalInterface
    interface Sender {
        void send(long number, Answered answered) throws Exception;
    }

    /** Hears of an answer. */
    @FunctionalInterface
    interface Answered {
        void accepted(boolean isAccepted);
    }

    /**
     * What was seen.
     *
     * @param latencyMicros of those accepted, from when each was due
     * @param lagMillis how far behind the schedule the last request was sent
     */
    record Seen(long offered, long accepted, double seconds, Histogram latencyMicros, double lagMillis) {
        double offeredPerSecond() {
            return offered / seconds;
        }

        double acceptedPerSecond() {
            return accepted / seconds;
        }

        /** Whether the load itself kept its schedule; where it did not, it is the load that was measured. */
        boolean isOnTime() {
            return lagMillis <= MOST_LAG_MILLIS;
        }

        double millisAt(double percentile) {
            return latencyMicros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    private OpenLoop() {}

    static Seen run(double perSecond, double seconds, Sender sender) throws Exception {
        Histogram latencyMicros = new ConcurrentHistogram(MAX_MICROS, 3);
        LongAdder accepted = new LongAdder();
        Schedule schedule = new Schedule(System.nanoTime(), perSecond);
        int count = Math.toIntExact(schedule.count(seconds));
        CountDownLatch answers = new CountDownLatch(count);
        long behindNanos = 0;
        for (int i = 0; i < count; i++) {
            long dueNanos = schedule.dueNanos(i);
            behindNanos = waitUntil(dueNanos);
            sender.send(i, isAccepted -> {
                if (isAccepted) {
                    accepted.increment();
                    latencyMicros.recordValue(Math.min(MAX_MICROS, (System.nanoTime() - dueNanos) / 1_000));
                }
                answers.countDown();
            });
        }
        if (!answers.await(FOR_LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(answers.getCount() + " requests were never answered");
        }
        return new Seen(count, accepted.sum(), seconds, latencyMicros, behindNanos / 1e6);
    }

    /** Returns how much later it is. */
    private static long waitUntil(long dueNanos) {
        long left = dueNanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = dueNanos - System.nanoTime();
        }
        return -left;
    }
}
