package io.stocktide.schemas.value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Units held for a channel that asks before it sells.
 *
 * @param reservationId a UUID that follows from shop and idempotency key
 * @param decidedAt when it came to its status, in stream time
 * @param expiresAt when the units are free again unless it is confirmed before, in stream time
 * @param lines what it holds or held; empty where it was refused
 * @param shortfalls why it was refused; empty where it was not
 */
public record Reservation(
        String reservationId,
        String shop,
        String idempotencyKey,
        String channel,
        Status status,
        Instant decidedAt,
        Instant expiresAt,
        List<ReservedLine> lines,
        List<Shortfall> shortfalls) {
    /** Held at first, or refused; then one of the others, for good. */
    public enum Status {
        HELD,
        REFUSED,
        CONFIRMED,
        RELEASED,
        EXPIRED
    }

    public Reservation {
        lines = List.copyOf(lines);
        shortfalls = List.copyOf(shortfalls);
    }

    /** The id of the reservation with that key. */
    public static String idOf(String shop, String idempotencyKey) {
        return UUID.nameUUIDFromBytes((shop + '/' + idempotencyKey).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public Reservation with(Status newStatus, Instant at) {
        return new Reservation(
                reservationId, shop, idempotencyKey, channel, newStatus, at, expiresAt, lines, shortfalls);
    }
}
