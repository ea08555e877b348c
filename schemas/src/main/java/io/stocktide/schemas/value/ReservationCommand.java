package io.stocktide.schemas.value;

/**
 * What a client wants of a reservation.
 *
 * @param reservationId follows from shop and idempotency key ({@link Reservation#idOf})
 * @param requestId names the request that waits for the answer
 * @param ttlSeconds how long to hold the units; 0 where nothing is to be reserved
 * @param fingerprint of what is asked for, to tell another request under the same key; null where nothing is to be
 *     reserved
 */
public record ReservationCommand(String reservationId, String requestId, long ttlSeconds, String fingerprint) {}
