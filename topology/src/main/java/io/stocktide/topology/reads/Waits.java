package io.stocktide.topology.reads;

import io.stocktide.service.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets reads wait, holding no thread; few enough at once that to look for all of them costs little. */
public final class Waits implements AutoCloseable {
    private static final int MAX_WAITING = 1_000;
    private static final int RETRY_SECONDS = 1;
    /** As long as a commit takes: what is waited for is seldom there sooner. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Semaphore places = new Semaphore(MAX_WAITING);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "reads-wait");
        one.setDaemon(true);
        return one;
    });

    /**
     * Asks again and again until the answer is true, or the time is over.
     *
     * @param isOver asked now and then; what it throws ends the waiting
     * @param untilNanos by {@link System#nanoTime}
     * @return whether it was over in time
     */
    CompletableFuture<Boolean> until(Supplier<Boolean> isOver, long untilNanos) {
        takePlace();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        look(isOver, untilNanos, over);
        return over.whenComplete((inTime, failure) -> places.release());
    }

    /** Completes after as long as a task takes to move a step, so that it is worth looking again. */
    CompletableFuture<Boolean> pause() {
        takePlace();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        later(() -> over.complete(true));
        return over.whenComplete((inTime, failure) -> places.release());
    }

    /** Throws a 503 where too many wait already. */
    private void takePlace() {
        if (!places.tryAcquire()) {
            throw ProblemException.retryable(
                    503, "unavailable", "Stock cannot be read now", "Too many reads wait already.", RETRY_SECONDS);
        }
    }

    private void later(Runnable work) {
        CompletableFuture.delayedExecutor(PAUSE.toNanos(), TimeUnit.NANOSECONDS, thread)
                .execute(work);
    }

    private void look(Supplier<Boolean> isOver, long untilNanos, CompletableFuture<Boolean> over) {
        try {
            if (isOver.get()) {
                over.complete(true);
            } else if (System.nanoTime() - untilNanos >= 0) {
                over.complete(false);
            } else {
                later(() -> look(isOver, untilNanos, over));
            }
        } catch (RuntimeException e) {
            over.completeExceptionally(e);
        }
    }

    /** Whoever still waits then waits in vain; the server has ended their requests by now. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
