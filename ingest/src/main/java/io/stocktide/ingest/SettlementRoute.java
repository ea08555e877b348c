package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** {@code POST /v1/shops/{shop}/reservations/{id}/confirm} and {@code …/release}; a body is not read. */
final class SettlementRoute implements Intake.Route {
    private final ShopAccess access;
    private final ChannelEvent.Type type;
    private final ReservationCommands commands;
    private final Reservations reservations;
    private final InputMetrics metrics;

    /** @param type {@code CONFIRM} or {@code RELEASE} */
    SettlementRoute(
            ShopAccess access,
            ChannelEvent.Type type,
            ReservationCommands commands,
            Reservations reservations,
            InputMetrics metrics) {
        this.access = access;
        this.type = type;
        this.commands = commands;
        this.reservations = reservations;
        this.metrics = metrics;
    }

    /** 200 with the reservation where it is, now or already, as was asked. */
    @Override
    public CompletableFuture<Void> answer(Context ctx, Arrival arrival) {
        arrival.labelled(type.name().toLowerCase(Locale.ROOT));
        String shop = access.require(ctx, Role.WRITE).shop();
        arrival.names(shop, null, null);
        String id = ReservationReader.id(ctx.pathParam("id"));
        arrival.names(shop, id, null);
        return reservations.decide(ctx, arrival, shop, commands.settle(type, id), metrics.acks());
    }
}
