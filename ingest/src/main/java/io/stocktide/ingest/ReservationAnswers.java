package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.service.http.ProblemException;

/** What a client is told, by what it asked for and what was decided. */
final class ReservationAnswers {
    private ReservationAnswers() {}

    /** Answers with the reservation where the client has what it asked for; throws a 404, 409 or 422 otherwise. */
    static void give(Context ctx, ChannelEvent.Type asked, ReservationReply reply) {
        Reservation reservation = reply.reservation();
        switch (reply.answer()) {
            case HELD -> JsonContent.answer(ctx, 201, reservation);
            case CONFIRMED -> {
                refuseWhere(asked == ChannelEvent.Type.RELEASE, "confirmed", "It has been confirmed.", reservation);
                JsonContent.answer(ctx, 200, reservation);
            }
            case RELEASED -> {
                refuseWhere(asked == ChannelEvent.Type.CONFIRM, "released", "It has been released.", reservation);
                JsonContent.answer(ctx, 200, reservation);
            }
            case EXPIRED -> {
                // To release what has expired changes nothing and asks for what is so: the units are free.
                refuseWhere(asked == ChannelEvent.Type.CONFIRM, "expired", "Its time has passed.", reservation);
                JsonContent.answer(ctx, 200, reservation);
            }
            case SHORT -> throw conflict("refused", "It holds nothing; its shortfalls say why.", reservation);
            case UNKNOWN ->
                throw ProblemException.of(
                        404, "unknown-reservation", "Unknown reservation", "The shop has no such reservation.");
            case KEY_REUSED ->
                throw ProblemException.of(
                        422,
                        "key-reused",
                        "Idempotency key reused",
                        "The key belongs to a reservation that asked for something else; use a new one.");
        }
    }

    private static void refuseWhere(boolean tooLate, String status, String detail, Reservation reservation) {
        if (tooLate) {
            throw conflict(status, detail, reservation);
        }
    }

    private static ProblemException conflict(String status, String detail, Reservation reservation) {
        return ProblemException.of(409, "reservation-" + status, "Reservation " + status, detail)
                .with("reservation", reservation);
    }
}
