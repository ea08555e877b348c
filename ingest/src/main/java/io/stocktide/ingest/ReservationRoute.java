package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.BoundedBody;
import java.util.concurrent.CompletableFuture;

/** {@code POST /v1/shops/{shop}/reservations}: the token, then the content type, then the body, then the decision. */
final class ReservationRoute implements Intake.Route {
    private final ShopAccess access;
    private final ReservationCommands commands;
    private final Reservations reservations;
    private final InputMetrics metrics;
    private final int maxRequestBytes;
    private final ReservationReader reader = new ReservationReader();

    ReservationRoute(
            ShopAccess access,
            ReservationCommands commands,
            Reservations reservations,
            InputMetrics metrics,
            int maxRequestBytes) {
        this.access = access;
        this.commands = commands;
        this.reservations = reservations;
        this.metrics = metrics;
        this.maxRequestBytes = maxRequestBytes;
    }

    /** 201 with the reservation where its units are held; the same key again gets what became of it. */
    @Override
    public CompletableFuture<Void> answer(Context ctx, Arrival arrival) {
        arrival.labelled("reserve");
        String shop = access.require(ctx, Role.WRITE).shop();
        arrival.names(shop, null, null);
        JsonContent.require(ctx);
        ChannelEvent command = commands.reserve(shop, reader.read(BoundedBody.read(ctx, maxRequestBytes)));
        arrival.names(shop, command.reservation().reservationId(), null);
        return reservations.decide(ctx, arrival, shop, command, metrics.acks());
    }
}
