package io.stocktide.sink.async;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that run what never waits, and a clock that hands them work later. Once closed, what comes in late is
 * dropped: nothing of it has been committed, so the next start does it again.
 */
public final class Workers implements Executor, AutoCloseable {
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor clock;

    /** @param threads how many pieces of work run at once; calls under way hold none of them */
    public Workers(String name, int threads) {
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons(name + "-worker-"),
                new ThreadPoolExecutor.DiscardPolicy());
        clock = new ScheduledThreadPoolExecutor(1, daemons(name + "-clock-"), new ThreadPoolExecutor.DiscardPolicy());
        // Most timers guard calls that are answered in time: without this they would pile up until they expire.
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Runs the work on a worker once the delay has passed; the answer cancels it until then. */
    public Future<?> after(Duration delay, Runnable work) {
        return clock.schedule(() -> pool.execute(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdownNow();
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
