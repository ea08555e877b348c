package io.stocktide.topology.reservations;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.Reservation.Status;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.ReservationReply.Answer;
import io.stocktide.schemas.value.ReservedLine;
import io.stocktide.schemas.value.Shortfall;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.outbox.Outbox;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.stock.ChannelDelta;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Decides on reservations, or reads decisions back. A decision is written down with its answer, and what it does to
 * stock follows from that record alone.
 */
public final class ReservationDesk {
    /** How long an ended one is kept, in stream time, so that its key gets the same answer again. */
    static final Duration MEMORY = Duration.ofHours(48);

    /** What a client asks for. */
    public record Request(
            String reservationId,
            String requestId,
            String idempotencyKey,
            String channel,
            Duration ttl,
            String fingerprint,
            List<Demand> demands,
            List<Shortfall> unresolved) {}

    private final Reservations store;
    private final Agenda agenda;
    private final StockBook stock;
    private final Outbox outbox;
    private final Effects effects;
    private final Fact fact;

    public ReservationDesk(Reservations store, Agenda agenda, StockBook stock, Outbox outbox, Effects effects) {
        this.store = store;
        this.agenda = agenda;
        this.stock = stock;
        this.outbox = outbox;
        this.effects = effects;
        this.fact = stock.fact();
    }

    /** Holds what is asked for, all of it or nothing. The same key again gets the same answer. */
    public void reserve(Request request) {
        Optional<KeptReservation> known = store.reservation(request.reservationId());
        if (known.isPresent()) {
            boolean same = known.get().fingerprint().equals(request.fingerprint());
            answer(request.requestId(), same ? answerOf(known.get()) : Answer.KEY_REUSED, known.get(), false);
            return;
        }
        LongFunction<Item> items = stock::open;
        Allocation allocation = Allocation.of(request.demands(), items);
        allocation.shortfalls().addAll(0, request.unresolved());
        boolean held = allocation.shortfalls().isEmpty();
        Reservation decided = new Reservation(
                request.reservationId(),
                fact.shop(),
                request.idempotencyKey(),
                request.channel(),
                held ? Status.HELD : Status.REFUSED,
                now(),
                now().plus(request.ttl()),
                held ? allocation.lines() : List.of(),
                allocation.shortfalls());
        decide(new KeptReservation(decided, request.fingerprint()), request.requestId());
    }

    /** What is held has been sold. */
    public void confirm(String reservationId, String requestId) {
        end(reservationId, requestId, Status.CONFIRMED);
    }

    /** What is held is free again. */
    public void release(String reservationId, String requestId) {
        end(reservationId, requestId, Status.RELEASED);
    }

    private void end(String reservationId, String requestId, Status status) {
        Optional<KeptReservation> known = store.reservation(reservationId);
        if (known.filter(KeptReservation::isHeld).isPresent()) {
            decide(known.get().with(status, now()), requestId);
        } else {
            answer(requestId, known.map(ReservationDesk::answerOf).orElse(Answer.UNKNOWN), known.orElse(null), false);
        }
    }

    /** Its time is over: one that is held expires, one that has ended long ago is forgotten. */
    public void isDue(KeptReservation kept, long dueMillis) {
        Reservation reservation = kept.reservation();
        if (kept.isHeld() && reservation.expiresAt().toEpochMilli() <= dueMillis) {
            decide(kept.with(Status.EXPIRED, now()), null);
        } else if (!kept.isHeld() && reservation.decidedAt().plus(MEMORY).toEpochMilli() <= dueMillis) {
            store.removeReservation(reservation.reservationId());
        }
    }

    private void decide(KeptReservation decided, String requestId) {
        apply(decided, offset());
        answer(requestId, answerOf(decided), decided, true);
    }

    /** Reads a decision back; one that is known already changes nothing. */
    public void recall(ReservationReply reply) {
        if (reply.decision()) {
            KeptReservation decided = new KeptReservation(reply.reservation(), reply.fingerprint());
            Optional<KeptReservation> known =
                    store.reservation(decided.reservation().reservationId());
            boolean news = known.isEmpty() || (known.get().isHeld() && !decided.isHeld());
            if (news) {
                apply(decided, reply.throughOffset());
            }
        }
    }

    /** What the decision does follows from it and from what was held before. */
    private void apply(KeptReservation decided, long throughOffset) {
        Reservation reservation = decided.reservation();
        boolean wasHeld = store.reservation(reservation.reservationId())
                .filter(KeptReservation::isHeld)
                .isPresent();
        store.put(decided);
        Instant due = decided.isHeld()
                ? reservation.expiresAt()
                : reservation.decidedAt().plus(MEMORY);
        agenda.add(
                due.toEpochMilli(),
                Agenda.Subject.RESERVATION,
                KeptReservation.agendaIdOf(reservation.reservationId()));
        for (int index = 0; index < reservation.lines().size(); index++) {
            ReservedLine line = reservation.lines().get(index);
            if (decided.isHeld()) {
                hold(line);
            } else if (wasHeld) {
                free(line);
            }
            if (reservation.status() == Status.CONFIRMED) {
                sell(line, reservation, ChannelDelta.lineId(throughOffset, Math.min(index, ChannelDelta.LINES - 1)));
            }
        }
    }

    private void hold(ReservedLine line) {
        stock.post(
                line.inventoryItemId(),
                line.locationId(),
                LedgerRow.Kind.RESERVED,
                -line.quantity(),
                item -> item.level(line.locationId()).hold(line.quantity()));
    }

    private void free(ReservedLine line) {
        stock.post(
                line.inventoryItemId(),
                line.locationId(),
                LedgerRow.Kind.RELEASED,
                line.quantity(),
                item -> item.level(line.locationId()).release(line.quantity()));
    }

    private void sell(ReservedLine line, Reservation reservation, long lineId) {
        ChannelDelta sale = new ChannelDelta(
                -line.quantity(), reservation.decidedAt().toEpochMilli(), lineId, reservation.reservationId());
        outbox.delta(line.inventoryItemId(), line.locationId(), sale, LedgerRow.Kind.SALE);
    }

    private void answer(String requestId, Answer answer, KeptReservation known, boolean decision) {
        effects.reply(
                fact.shop(),
                new ReservationReply(
                        requestId,
                        answer,
                        decision,
                        offset(),
                        known == null ? null : known.fingerprint(),
                        known == null ? null : known.reservation()));
    }

    private static Answer answerOf(KeptReservation known) {
        return switch (known.reservation().status()) {
            case HELD -> Answer.HELD;
            case REFUSED -> Answer.SHORT;
            case CONFIRMED -> Answer.CONFIRMED;
            case RELEASED -> Answer.RELEASED;
            case EXPIRED -> Answer.EXPIRED;
        };
    }

    private Instant now() {
        return Instant.ofEpochMilli(fact.recordMillis());
    }

    private long offset() {
        return fact.channelOffset();
    }
}
