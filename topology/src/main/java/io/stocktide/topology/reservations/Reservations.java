package io.stocktide.topology.reservations;

import java.util.List;
import java.util.Optional;

/** The reservations of one shop. */
public interface Reservations {
    Optional<KeptReservation> reservation(String reservationId);

    void put(KeptReservation reservation);

    void removeReservation(String reservationId);

    /** Those whose ids begin with these 64 bits. */
    List<KeptReservation> reservationsBeginningWith(long mostSignificantBits);
}
