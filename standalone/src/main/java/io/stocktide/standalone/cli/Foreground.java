package io.stocktide.standalone.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps a role running until the process is told to stop, then closes it, and only then lets the process end. */
final class Foreground {
    private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    private Foreground() {}

    /** As {@link #run(AutoCloseable)}, once it has said where the role listens. */
    static int run(String name, int port, AutoCloseable role) throws InterruptedException {
        return run(name, port, role, NEVER);
    }

    /** As {@link #run(AutoCloseable)}; also stops once the future is done. */
    static int run(String name, int port, AutoCloseable role, CompletableFuture<?> end) throws InterruptedException {
        System.out.println(name + " listens on port " + port + "; /readyz tells whether it can do its work");
        return run(role, end);
    }

    /** Returns once the role has been closed. */
    static int run(AutoCloseable role) throws InterruptedException {
        return run(role, NEVER);
    }

    private static int run(AutoCloseable role, CompletableFuture<?> end) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CompletableFuture<?> unused = end.whenComplete((ended, failed) -> told.countDown());
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    told.countDown();
                    awaitQuietly(closed);
                    // 143 would read as a failure: what was told to stop and did so is well.
                    Runtime.getRuntime().halt(0);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        told.await();
        try {
            role.close();
        } catch (Exception e) {
            System.err.println("stocktide: did not stop cleanly: " + e.getMessage());
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
