package io.stocktide.topology.reservations;

import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.Reservation.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * A reservation as it is kept.
 *
 * @param fingerprint of what was asked for, to tell another request under the same key
 */
public record KeptReservation(Reservation reservation, String fingerprint) {
    boolean isHeld() {
        return reservation.status() == Status.HELD;
    }

    KeptReservation with(Status status, Instant at) {
        return new KeptReservation(reservation.with(status, at), fingerprint);
    }

    /** Half of the id, which names it on the agenda; of two that share it each is looked at. */
    static long agendaIdOf(String reservationId) {
        return UUID.fromString(reservationId).getMostSignificantBits();
    }
}
