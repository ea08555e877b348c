package io.stocktide.topology.sse;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Writes frames to one connection as it takes them. Nobody waits for it; it holds a thread only while it writes. */
public final class FrameWriter implements WriteListener {
    private final ServletOutputStream out;
    private final Runnable abort;
    private final Executor threads;
    private final WaitingFrames waiting;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final AtomicReference<Ending> ending = new AtomicReference<>();
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean opened;
    private volatile long progressAtNanos = System.nanoTime();
    private boolean unflushed;

    /**
     * @param abort closes the connection, whatever has been written
     * @param threads must not run a task in the thread that hands it over
     */
    FrameWriter(ServletOutputStream out, Runnable abort, Executor threads, WaitingFrames waiting) {
        this.out = out;
        this.abort = abort;
        this.threads = threads;
        this.waiting = waiting;
    }

    /** False where there is no room for it. */
    public boolean offer(byte[] frame) {
        if (waiting.isEmpty()) {
            // Until now it had nothing to take.
            progressAtNanos = System.nanoTime();
        }
        boolean taken = waiting.offer(frame);
        if (taken) {
            signal();
        }
        return taken;
    }

    /** Whether so much has gone that it is worth to read on for it. */
    public boolean hasRoom() {
        return waiting.isHalfEmpty();
    }

    /** Since when the connection has taken nothing of what waits; now, where nothing does. */
    public long progressAtNanos() {
        return waiting.isEmpty() ? System.nanoTime() : progressAtNanos;
    }

    public boolean isOpen() {
        return ending.get() == null;
    }

    /** Ends it; the first reason counts, and what still waits is dropped. */
    public void end(Ending reason) {
        if (ending.compareAndSet(null, reason)) {
            signal();
        }
    }

    /** Completes once nothing is written any more. */
    public CompletableFuture<Ending> ended() {
        return ended;
    }

    @Override
    public void onWritePossible() {
        opened = true;
        progressAtNanos = System.nanoTime();
        signal();
    }

    @Override
    public void onError(Throwable failure) {
        opened = true;
        end(Ending.DISCONNECTED);
    }

    /** One thread at a time works; one that comes meanwhile leaves word. */
    private void signal() {
        if (signals.getAndIncrement() == 0) {
            threads.execute(this::work);
        }
    }

    private void work() {
        int seen;
        do {
            seen = signals.get();
            if (opened) {
                writeOrFinish();
            }
        } while (signals.addAndGet(-seen) != 0);
    }

    private void writeOrFinish() {
        try {
            write();
        } catch (IOException | RuntimeException e) {
            ending.compareAndSet(null, Ending.DISCONNECTED);
        }
        if (!isOpen() && !ended.isDone()) {
            finish(ending.get());
        }
    }

    private void write() throws IOException {
        // Where it is not ready, the container calls once it is.
        while (isOpen() && out.isReady()) {
            byte[] frame = waiting.poll();
            if (frame != null) {
                out.write(frame);
                unflushed = true;
                progressAtNanos = System.nanoTime();
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return;
            }
        }
    }

    private void finish(Ending reason) {
        waiting.clear();
        // To complete a response properly is to wait until the reader has taken what is under way.
        if (reason.isAbrupt() || !out.isReady()) {
            abort.run();
        }
        ended.complete(reason);
    }
}
