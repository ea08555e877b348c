package io.stocktide.topology.reads;

import io.stocktide.schemas.value.Redrive;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.letters.LetterOffice;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests to the dead letters in one at a time, since they share one consumer; few wait, and not for long. */
public final class LetterDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterDesk.class);
    private static final int MAX_PRESENT = 8;
    private static final long MAX_WAIT_SECONDS = 10;
    private static final int RETRY_SECONDS = 5;

    private final Map<String, String> client;
    private final Consumer<Redrive.Outcome> counter;
    private final Semaphore present = new Semaphore(MAX_PRESENT);
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Made at the first request: most instances are never asked. */
    private LetterOffice office;

    private boolean closed;

    /**
     * @param client as Kafka's clients take it
     * @param counter told of each redrive's outcome
     */
    public LetterDesk(Map<String, String> client, Consumer<Redrive.Outcome> counter) {
        this.client = Map.copyOf(client);
        this.counter = counter;
    }

    /** Throws a 503 where too many wait, or Kafka does not answer. */
    <T> T ask(Function<LetterOffice, T> question) {
        if (!present.tryAcquire()) {
            throw unavailable("Too many such requests are under way.");
        }
        try {
            return inTurn(question);
        } finally {
            present.release();
        }
    }

    private <T> T inTurn(Function<LetterOffice, T> question) {
        if (!hasTurn()) {
            throw unavailable("Another such request takes long.");
        }
        try {
            return question.apply(office());
        } catch (KafkaException e) {
            LOG.atWarn().setCause(e).log("dead letters cannot be read");
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

    private LetterOffice office() {
        if (closed) {
            throw unavailable("The service stops.");
        }
        if (office == null) {
            office = new LetterOffice(client, InstantSource.system(), counter);
        }
        return office;
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.retryable(
                503, "letters-unavailable", "Dead letters cannot be read now", detail, RETRY_SECONDS);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            if (office != null) {
                office.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
