package io.stocktide.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.ReservationRequest;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationCommand;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Makes the commands that go to the topology. Each names its own request, to which the reply comes back. */
final class ReservationCommands {
    private final Clock clock;

    ReservationCommands(Clock clock) {
        this.clock = clock;
    }

    ChannelEvent reserve(String shop, ReservationRequest request) {
        ReservationCommand command = new ReservationCommand(
                Reservation.idOf(shop, request.idempotencyKey()),
                requestId(),
                request.ttlSeconds(),
                fingerprint(request));
        return new ChannelEvent(
                request.idempotencyKey(),
                ChannelEvent.Type.RESERVE,
                request.channel(),
                clock.instant(),
                request.lines().stream()
                        .map(line -> new ChannelLine(
                                line.sku(), line.inventoryItemId(), line.locationId(), null, line.quantity()))
                        .toList(),
                command);
    }

    /** @param type {@code CONFIRM} or {@code RELEASE} */
    ChannelEvent settle(ChannelEvent.Type type, String reservationId) {
        ReservationCommand command = new ReservationCommand(reservationId, requestId(), 0, null);
        return new ChannelEvent(reservationId, type, null, clock.instant(), List.of(), command);
    }

    /**
     * The same for two requests that ask for the same: SHA-256, in hex, of the array {@code [channel, ttlSeconds, [[sku,
     * inventoryItemId, locationId, quantity], …]]} in JSON. It is kept for as long as the reservation is, so this form
     * must stay.
     */
    static String fingerprint(ReservationRequest request) {
        List<List<Object>> lines = request.lines().stream()
                .map(line ->
                        Arrays.<Object>asList(line.sku(), line.inventoryItemId(), line.locationId(), line.quantity()))
                .toList();
        try {
            byte[] canonical =
                    Json.mapper().writeValueAsBytes(Arrays.asList(request.channel(), request.ttlSeconds(), lines));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("strings and numbers have JSON, and every JVM has SHA-256", e);
        }
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }
}
