package io.stocktide.ingest;

import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.ReservationReply.Answer;
import io.stocktide.schemas.value.ReservedLine;
import io.stocktide.schemas.value.Shortfall;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Requests on reservations, and what the topology would say to them. */
final class ReservationFixture {
    static final String ID = Reservation.idOf(IngestFixture.SHOP, "cart-1");
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final Map<Answer, Reservation.Status> STATUS = Map.of(
            Answer.HELD, Reservation.Status.HELD,
            Answer.SHORT, Reservation.Status.REFUSED,
            Answer.CONFIRMED, Reservation.Status.CONFIRMED,
            Answer.RELEASED, Reservation.Status.RELEASED,
            Answer.EXPIRED, Reservation.Status.EXPIRED);

    private ReservationFixture() {}

    static String cart(String idempotencyKey) {
        return "{\"idempotencyKey\":\"" + idempotencyKey + "\",\"channel\":\"market\",\"ttlSeconds\":900,"
                + "\"lines\":[{\"sku\":\"MUG\",\"quantity\":2},"
                + "{\"inventoryItemId\":\"9007199254740993\",\"locationId\":\"7\",\"quantity\":1}]}";
    }

    /** @param command {@code reserve}, {@code confirm} or {@code release} */
    static HttpRequest.Builder request(IngestFixture ingest, String command) {
        return command.equals("reserve")
                ? ingest.post("/reservations", cart("cart-1"))
                : ingest.post("/reservations/" + ID + "/" + command, "");
    }

    /** Returns once replies can be received. */
    static void awaitFollowing(IngestFixture ingest) {
        await().until(() -> ingest.send(ingest.request("/readyz")).body().equals("ok\n"));
    }

    static ChannelEvent command(ProducerRecord<String, byte[]> record) {
        return Topics.CHANNEL_EVENTS.valueSerde().deserializer().deserialize(record.topic(), record.value());
    }

    static ChannelEvent lastCommand(IngestFixture ingest) {
        List<ProducerRecord<String, byte[]>> sent = ingest.producer().history();
        return command(sent.get(sent.size() - 1));
    }

    static void reply(IngestFixture ingest, Answer answer) {
        reply(ingest, lastCommand(ingest).reservation().requestId(), answer);
    }

    static void reply(IngestFixture ingest, String requestId, Answer answer) {
        Reservation reservation = STATUS.containsKey(answer) ? reservation(STATUS.get(answer)) : null;
        ingest.replies().write(IngestFixture.SHOP, new ReservationReply(requestId, answer, true, 1, "f", reservation));
    }

    static Reservation reservation(Reservation.Status status) {
        boolean refused = status == Reservation.Status.REFUSED;
        return new Reservation(
                ID,
                IngestFixture.SHOP,
                "cart-1",
                "market",
                status,
                AT,
                AT.plusSeconds(900),
                refused ? List.of() : List.of(new ReservedLine("MUG", 11, 7, 2)),
                refused ? List.of(new Shortfall(0, "MUG", 11L, null, 2, 1, Shortfall.Reason.INSUFFICIENT)) : List.of());
    }
}
