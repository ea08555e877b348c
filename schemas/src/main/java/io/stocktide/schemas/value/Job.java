package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.Objects;

/**
 * What an operator has asked for, and how far it is.
 *
 * @param shop null for a replay, which is of all shops
 * @param done items, letters, variants or partitions, by the kind
 * @param total null where it is not known
 * @param by the name of the token that asked for it; null where a command did
 * @param since what changed at Shopify since is read; null where all is, and for other kinds
 * @param message what came of it, or why nothing did; null where there is nothing to say yet
 */
public record Job(
        String jobId,
        String shop,
        Kind kind,
        State state,
        long done,
        Long total,
        String by,
        Instant since,
        Instant requestedAt,
        Instant updatedAt,
        String message) {
    private static final int MAX_MESSAGE_CHARS = 400;

    /** What is done. */
    public enum Kind {
        RECONCILE,
        REDRIVE,
        CONNECT,
        REPLAY
    }

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        DONE,
        FAILED;

        /** Whether nothing more will come of it. */
        public boolean isEnd() {
            return this == DONE || this == FAILED;
        }
    }

    public Job {
        Objects.requireNonNull(jobId);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(state);
        Objects.requireNonNull(requestedAt);
        Objects.requireNonNull(updatedAt);
        if (message != null && message.length() > MAX_MESSAGE_CHARS) {
            message = message.substring(0, MAX_MESSAGE_CHARS);
        }
    }

    /** A shop's job that nobody has begun. */
    public static Job requested(String jobId, String shop, Kind kind, String by, Instant since, Instant at) {
        return new Job(jobId, shop, kind, State.REQUESTED, 0, null, by, since, at, at, null);
    }

    /** The same, so far. */
    public Job now(State nowIn, long nowDone, Long ofTotal, Instant at, String nowMessage) {
        return new Job(jobId, shop, kind, nowIn, nowDone, ofTotal, by, since, requestedAt, at, nowMessage);
    }
}
