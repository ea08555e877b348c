package io.stocktide.service.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does one kind of work on a consumer, turn by turn. What fails lets go of its consumer and is tried again. */
public final class KafkaLoop implements AutoCloseable {
    /** What the thread does. */
    public interface Work {
        /** Takes some seconds at most, also where Kafka does not answer. What it throws, it must be able to repeat. */
        void turn() throws InterruptedException;

        /** Closes the consumer, if there is one; the next turn makes another. */
        void letGo(Duration within);
    }

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLoop.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    /** With the time in which Kafka may answer it is less than an idle connection lives. */
    private static final long MAX_PAUSE_MILLIS = 2_000;

    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);
    private static final long STOP_WITHIN_MILLIS = 5_000;

    private final Work work;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private String trouble;

    public KafkaLoop(String name, Work work) {
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.atWarn().log("{} did not stop in time", thread.getName());
        }
    }

    /** Closes a consumer within the time. */
    public static void close(Consumer<?, ?> consumer, Duration within) {
        consumer.close(CloseOptions.timeout(within));
    }

    private void run() {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        try {
            while (stopping.getCount() > 0) {
                pauseMillis = turns() ? FIRST_PAUSE_MILLIS : pause(pauseMillis);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            letGo();
        }
    }

    private boolean turns() throws InterruptedException {
        try {
            work.turn();
            trouble = null;
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            tell(e);
            letGo();
            return false;
        }
    }

    /** For how long the next pause is. */
    private long pause(long millis) throws InterruptedException {
        var unused = stopping.await(millis, TimeUnit.MILLISECONDS);
        return Math.min(2 * millis, MAX_PAUSE_MILLIS);
    }

    private void tell(RuntimeException failure) {
        String told = failure.getClass().getSimpleName();
        if (!told.equals(trouble)) {
            LOG.atWarn().setCause(failure).log("{} cannot read and tries again", thread.getName());
        }
        trouble = told;
    }

    private void letGo() {
        try {
            work.letGo(CLOSE_WITHIN);
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("{} did not close its consumer cleanly", thread.getName());
        }
    }
}
