package io.stocktide.topology.engine;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.ReservationCommand;
import io.stocktide.schemas.value.Shortfall;
import io.stocktide.topology.reservations.DeferredCommands.Deferred;
import io.stocktide.topology.reservations.Demand;
import io.stocktide.topology.reservations.ReservationDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes a command to the reservation desk. */
final class ReservationHandling {
    private final Sitting sitting;
    private final SkuBook skus;

    ReservationHandling(Sitting sitting) {
        this.sitting = sitting;
        this.skus = new SkuBook(sitting);
    }

    /** Decides the command; where a replay is on, that waits until its end, lest it was decided before. */
    void apply(ChannelEvent event) {
        if (sitting.fact().rebuilding()) {
            sitting.state().defer(new Deferred(event, sitting.fact().origin()));
            return;
        }
        ReservationDesk desk = sitting.reservations();
        ReservationCommand command = event.reservation();
        switch (event.type()) {
            case RESERVE -> desk.reserve(request(event));
            case CONFIRM -> desk.confirm(command.reservationId(), command.requestId());
            case RELEASE -> desk.release(command.reservationId(), command.requestId());
            default -> throw new IllegalArgumentException("no command to a reservation: " + event.type());
        }
    }

    private ReservationDesk.Request request(ChannelEvent event) {
        ReservationCommand command = event.reservation();
        Map<List<Object>, Demand> demands = new LinkedHashMap<>();
        List<Shortfall> unresolved = new ArrayList<>();
        for (int index = 0; index < event.lines().size(); index++) {
            ChannelLine line = event.lines().get(index);
            List<Long> items = skus.itemsOf(line);
            if (items.size() == 1) {
                add(new Demand(index, line.sku(), items.get(0), line.locationId(), line.quantity()), demands);
            } else {
                unresolved.add(unresolved(index, line, items.isEmpty()));
            }
        }
        return new ReservationDesk.Request(
                command.reservationId(),
                command.requestId(),
                event.idempotencyKey(),
                event.channel(),
                Duration.ofSeconds(command.ttlSeconds()),
                Objects.requireNonNullElse(command.fingerprint(), ""),
                List.copyOf(demands.values()),
                unresolved);
    }

    /** Two lines may name one item, by its SKU and by its id. */
    private static void add(Demand demand, Map<List<Object>, Demand> demands) {
        List<Object> what = new ArrayList<>();
        what.add(demand.itemId());
        what.add(demand.locationId());
        demands.merge(what, demand, (first, second) -> first.plus(second.quantity()));
    }

    private static Shortfall unresolved(int index, ChannelLine line, boolean unknown) {
        Shortfall.Reason reason = unknown ? Shortfall.Reason.UNKNOWN_SKU : Shortfall.Reason.AMBIGUOUS_SKU;
        return new Shortfall(index, line.sku(), null, line.locationId(), line.quantity(), 0, reason);
    }
}
