package io.stocktide.system.simulation;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.ReservationReply.Answer;
import io.stocktide.schemas.value.ReservedLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches what is decided of reservations: what is held was there by what the topology itself had shown. */
final class Desk {
    private final Shopify shopify;
    private final Shown shown;
    private final Trace trace;
    private final List<String> held = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Map<Place, Long> free = Map.of();
    private Map<Long, Long> balances = Map.of();

    Desk(Shopify shopify, Shown shown, Trace trace) {
        this.shopify = shopify;
        this.shown = shown;
        this.trace = trace;
    }

    /** Ids of what is held, as decided last. */
    List<String> held() {
        return held;
    }

    List<String> faults() {
        return faults;
    }

    /** Notes what is shown before a command is taken in. */
    void watch(ChannelEvent event, Runnable takeIn) {
        if (event.type() == ChannelEvent.Type.RESERVE) {
            free = new HashMap<>();
            shown.levels().forEach((place, level) -> {
                if (level.available() != null) {
                    free.put(place, level.available() - level.unsettled());
                }
            });
            balances = new HashMap<>();
            Catalog.TRACKED.forEach(itemId -> balances.put(itemId, shown.balance(itemId)));
        }
        takeIn.run();
    }

    void take(ReservationReply reply) {
        if (!reply.decision()) {
            return;
        }
        Reservation reservation = reply.reservation();
        trace.add("%s %s %s", reply.answer(), reservation.reservationId(), reservation.lines());
        held.remove(reservation.reservationId());
        if (reply.answer() == Answer.HELD) {
            held.add(reservation.reservationId());
            reservation.lines().forEach(this::assertWasThere);
        } else if (reply.answer() == Answer.CONFIRMED) {
            reservation
                    .lines()
                    .forEach(line ->
                            shopify.owe(new Place(line.inventoryItemId(), line.locationId()), -line.quantity()));
        }
    }

    private void assertWasThere(ReservedLine line) {
        Place place = new Place(line.inventoryItemId(), line.locationId());
        if (free.merge(place, (long) -line.quantity(), Long::sum) < 0
                || balances.merge(place.itemId(), (long) -line.quantity(), Long::sum) < 0) {
            faults.add("a reservation holds " + line.quantity() + " of " + place + " that were not there");
        }
    }
}
