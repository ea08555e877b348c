package io.stocktide.ingest;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.service.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests that wait for a reply. None waits longer than the time-out, so there are no more than are under way. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final RateBound WARNINGS = new RateBound(1);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Duration timeout;
    private final Map<String, CompletableFuture<ReservationReply>> waiting = new ConcurrentHashMap<>();

    Replies(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The reply to a request, to be called before the request is sent. Fails with a {@link TimeoutException} where none
     * comes in time. It completes on a thread that others wait for: what depends on it belongs on another.
     */
    CompletableFuture<ReservationReply> expect(String requestId) {
        CompletableFuture<ReservationReply> reply = new CompletableFuture<>();
        waiting.put(requestId, reply);
        var unused = reply.whenComplete((given, failure) -> waiting.remove(requestId));
        return reply.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a value of the topic; most are for requests at other instances, or for none. */
    void take(byte[] value) {
        if (value == null || waiting.isEmpty()) {
            return;
        }
        try {
            ReservationReply reply =
                    Topics.REPLIES.valueSerde().deserializer().deserialize(Topics.REPLIES.name(), value);
            // Time decides too, and nobody has asked for that; nor for JSON's null.
            String requestId = reply == null ? null : reply.requestId();
            CompletableFuture<ReservationReply> request = requestId == null ? null : waiting.get(requestId);
            if (request != null) {
                request.complete(reply);
            }
        } catch (SerializationException e) {
            if (WARNINGS.allows()) {
                LOG.atWarn().log("a reply is passed over: {}", e.getMessage());
            }
        }
    }

    /** Ends every wait; to be called when no reply will come any more. */
    void end() {
        ProblemException stopping = undecided("The service stops.");
        waiting.values().forEach(request -> request.completeExceptionally(stopping));
    }

    /** What a request is told whose reply did not come in time. */
    ProblemException late() {
        return undecided("No answer came within " + timeout.toMillis() + " ms.");
    }

    int waiting() {
        return waiting.size();
    }

    private static ProblemException undecided(String why) {
        return ProblemException.retryable(
                503,
                "outcome-unknown",
                "Outcome not known",
                why + " What was asked for may have been done or may still be: send the same request again, with the"
                        + " same idempotency key, to learn what was decided.",
                RETRY_AFTER_SECONDS);
    }
}
