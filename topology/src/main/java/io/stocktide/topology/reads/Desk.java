package io.stocktide.topology.reads;

import io.stocktide.service.http.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in one at a time that read topics, since they share one consumer; few wait, and not for long.
 *
 * @param <O> what reads; not for several threads at once
 */
class Desk<O> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int MAX_PRESENT = 8;
    private static final long MAX_WAIT_SECONDS = 10;
    private static final int RETRY_SECONDS = 5;

    private final Supplier<O> opening;
    private final Consumer<O> closing;
    private final String slug;
    private final String title;
    private final Semaphore present = new Semaphore(MAX_PRESENT);
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Made at the first request: most instances are never asked. */
    private O office;

    private boolean closed;

    /**
     * @param slug names the problem of a request that cannot be served now
     */
    Desk(Supplier<O> opening, Consumer<O> closing, String slug, String title) {
        this.opening = opening;
        this.closing = closing;
        this.slug = slug;
        this.title = title;
    }

    /** Throws a 503 where too many wait, or Kafka does not answer. */
    final <T> T ask(Function<O, T> question) {
        if (!present.tryAcquire()) {
            throw unavailable("Too many such requests are under way.");
        }
        try {
            return inTurn(question);
        } finally {
            present.release();
        }
    }

    private <T> T inTurn(Function<O, T> question) {
        if (!hasTurn()) {
            throw unavailable("Another such request takes long.");
        }
        try {
            return question.apply(office());
        } catch (KafkaException e) {
            LOG.atWarn().setCause(e).log("topics cannot be read");
            throw unavailable("Kafka did not answer.");
        } finally {
            turn.unlock();
        }
    }

    private boolean hasTurn() {
        try {
            return turn.tryLock(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private O office() {
        if (closed) {
            throw unavailable("The service stops.");
        }
        if (office == null) {
            office = opening.get();
        }
        return office;
    }

    private ProblemException unavailable(String detail) {
        return ProblemException.retryable(503, slug, title, detail, RETRY_SECONDS);
    }

    @Override
    public final void close() {
        turn.lock();
        try {
            closed = true;
            if (office != null) {
                closing.accept(office);
            }
        } finally {
            turn.unlock();
        }
    }
}
