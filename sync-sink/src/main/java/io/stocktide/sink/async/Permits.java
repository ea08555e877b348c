package io.stocktide.sink.async;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** So many at once and no more; who comes later is called in order, and holds no thread until then. */
public final class Permits {
    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    public Permits(int permits, Executor executor) {
        if (permits < 1) {
            throw new IllegalArgumentException("at least one permit is needed");
        }
        this.free = permits;
        this.executor = executor;
    }

    /** Runs {@code then} once a permit is free; it must see to it that {@link #release} is called. */
    public void acquire(Runnable then) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(then);
                return;
            }
            free--;
        }
        then.run();
    }

    public void release() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        executor.execute(next);
    }
}
