package io.stocktide.schemas.value;

/**
 * What was decided of a reservation, and the answer to whoever asked.
 *
 * @param requestId of the request that it answers; null where time has decided
 * @param decision whether it changed anything; otherwise it repeats an answer or refuses one
 * @param throughOffset where the command lies on {@code channel-events}; -1 where time has decided
 * @param fingerprint see {@link ReservationCommand}
 * @param reservation null where it is not known
 */
public record ReservationReply(
        String requestId,
        Answer answer,
        boolean decision,
        long throughOffset,
        String fingerprint,
        Reservation reservation) {
    /** What the client is told. */
    public enum Answer {
        /** The units are held. */
        HELD,
        /** Nothing is held, since some line fell short. */
        SHORT,
        CONFIRMED,
        RELEASED,
        /** Too late: the units are free again. */
        EXPIRED,
        /** There is no such reservation. */
        UNKNOWN,
        /** The idempotency key belongs to a reservation that asked for something else. */
        KEY_REUSED
    }
}
