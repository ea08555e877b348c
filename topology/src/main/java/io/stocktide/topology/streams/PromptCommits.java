package io.stocktide.topology.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit soon after records: others read what the task wrote only then. Each commit writes a marker to every
 * partition that was written to, which costs broker and topology milliseconds; so the further the task is behind, the
 * longer it waits, until it leaves commits to the interval of Kafka Streams, and catches up several times as fast.
 */
final class PromptCommits {
    /** A commit is for all tasks of a thread, so they share how long ago the last was asked for. */
    private static final ThreadLocal<long[]> LAST_NANOS = ThreadLocal.withInitial(() -> new long[1]);

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(10);
    private static final long MIN_INTERVAL_NANOS = Duration.ofMillis(40).toNanos();

    private final ProcessorContext<String, byte[]> context;
    private final long[] lastNanos;
    private final LongSupplier nanoClock;
    private boolean anyTaken;
    /** How far behind its arrival the newest record was taken in. */
    private long behindNanos;

    /** To be made by the task's thread. */
    PromptCommits(ProcessorContext<String, byte[]> context) {
        this(context, LAST_NANOS.get(), System::nanoTime);
    }

    /** @param lastNanos when the thread has last asked for one, in its only element */
    PromptCommits(ProcessorContext<String, byte[]> context, long[] lastNanos, LongSupplier nanoClock) {
        this.context = context;
        this.lastNanos = lastNanos;
        this.nanoClock = nanoClock;
        context.schedule(LOOK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    /** A record of that time was taken in. */
    void taken(long recordMillis) {
        anyTaken = true;
        behindNanos = TimeUnit.MILLISECONDS.toNanos(context.currentSystemTimeMs() - recordMillis);
    }

    private void look(long nowMillis) {
        long nowNanos = nanoClock.getAsLong();
        if (anyTaken && nowNanos - lastNanos[0] >= Math.max(MIN_INTERVAL_NANOS, behindNanos)) {
            lastNanos[0] = nowNanos;
            anyTaken = false;
            context.commit();
        }
    }
}
