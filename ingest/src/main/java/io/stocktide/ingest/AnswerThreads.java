package io.stocktide.ingest;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where answers are made and leave. A caller who reads slowly must hold up neither the producer's one I/O thread, nor
 * the one that reads replies, nor the JVM's one timer thread.
 */
final class AnswerThreads implements Executor, AutoCloseable {
    private final ExecutorService threads;

    AnswerThreads() {
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), task -> {
                    Thread thread = new Thread(task, "ingest-answer-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable answer) {
        threads.execute(answer);
    }

    /** To be called once no request is under way; the answers that are due still leave. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
