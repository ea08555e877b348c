package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.SHOP;
import static io.stocktide.ingest.IngestFixture.header;
import static io.stocktide.ingest.ReservationFixture.ID;
import static io.stocktide.ingest.ReservationFixture.cart;
import static io.stocktide.ingest.ReservationFixture.lastCommand;
import static io.stocktide.ingest.ReservationFixture.reply;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply.Answer;
import io.stocktide.service.trace.TraceParent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationRouteTest {
    private final IngestFixture ingest = IngestFixture.thatAcksAtOnce();

    @BeforeEach
    void awaitFollowing() {
        ReservationFixture.awaitFollowing(ingest);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @ParameterizedTest
    @CsvSource({
        "reserve, HELD,      201",
        "reserve, CONFIRMED, 200",
        "reserve, RELEASED,  200",
        "reserve, EXPIRED,   200",
        "confirm, CONFIRMED, 200",
        "release, RELEASED,  200",
        "release, EXPIRED,   200"
    })
    void who_gets_what_it_asked_for_gets_the_reservation_as_it_stands(String command, Answer answer, int status)
            throws Exception {
        HttpResponse<String> answered = answered(command, answer);

        assertThat(answered.statusCode()).isEqualTo(status);
        assertThat(answered.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Json.mapper().readValue(answered.body(), Reservation.class))
                .isEqualTo(ReservationFixture.reservation(Reservation.Status.valueOf(answer.name())));
        assertThat(SchemaValidator.of("reservation").errorsIn(Json.mapper().readTree(answered.body())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "reserve, SHORT,     refused",
        "confirm, SHORT,     refused",
        "release, SHORT,     refused",
        "confirm, RELEASED,  released",
        "confirm, EXPIRED,   expired",
        "release, CONFIRMED, confirmed"
    })
    void who_does_not_is_told_why_by_a_409_with_the_reservation(String command, Answer answer, String status)
            throws Exception {
        HttpResponse<String> answered = answered(command, answer);

        assertThat(answered.statusCode()).isEqualTo(409);
        assertThat(answered.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = Json.mapper().readTree(answered.body());
        assertThat(SchemaValidator.of("reservation-problem").errorsIn(problem)).isEmpty();
        assertThat(problem.get("type").textValue()).isEqualTo("urn:stocktide:problem:reservation-" + status);
        assertThat(problem.get("reservation").get("status").textValue()).isEqualTo(status);
        assertThat(problem.get("reservation").get("shortfalls")).hasSize(answer == Answer.SHORT ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "reserve, KEY_REUSED, 422, key-reused",
        "confirm, UNKNOWN,    404, unknown-reservation",
        "release, UNKNOWN,    404, unknown-reservation"
    })
    void what_is_not_the_clients_reservation_is_not_shown(String command, Answer answer, int status, String slug)
            throws Exception {
        HttpResponse<String> answered = answered(command, answer);

        assertThat(answered.statusCode()).isEqualTo(status);
        assertThat(answered.body()).contains("urn:stocktide:problem:" + slug).doesNotContain(ID);
    }

    @Test
    void a_request_to_reserve_goes_to_the_topology_under_its_reservations_key() throws Exception {
        Instant before = Instant.now();
        answered("reserve", Answer.HELD);

        ProducerRecord<String, byte[]> record = ingest.onlyRecord();
        assertThat(record.topic()).isEqualTo("channel-events");
        assertThat(record.key()).isEqualTo(SHOP + "/reservation/" + ID);
        assertThat(TraceParent.parse(header(record, "traceparent"))).isPresent();
        ChannelEvent command = lastCommand(ingest);
        assertThat(command.type()).isEqualTo(ChannelEvent.Type.RESERVE);
        assertThat(command.idempotencyKey()).isEqualTo("cart-1");
        assertThat(command.channel()).isEqualTo("market");
        assertThat(command.occurredAt()).isBetween(before, Instant.now());
        assertThat(command.lines())
                .containsExactly(
                        new ChannelLine("MUG", null, null, null, 2),
                        new ChannelLine(null, Long.valueOf(9_007_199_254_740_993L), Long.valueOf(7), null, 1));
        assertThat(command.reservation().reservationId()).isEqualTo(ID);
        assertThat(command.reservation().ttlSeconds()).isEqualTo(900);
        assertThat(command.reservation().fingerprint()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "release"})
    void a_request_to_settle_goes_the_same_way_and_names_no_lines(String name) throws Exception {
        answered(name, Answer.UNKNOWN);

        assertThat(ingest.onlyRecord().key()).isEqualTo(SHOP + "/reservation/" + ID);
        ChannelEvent command = lastCommand(ingest);
        assertThat(command.type()).isEqualTo(ChannelEvent.Type.valueOf(name.toUpperCase(Locale.ROOT)));
        assertThat(command.idempotencyKey()).isEqualTo(ID);
        assertThat(command.lines()).isEmpty();
        assertThat(command.reservation().fingerprint()).isNull();
    }

    @Test
    void the_same_request_again_is_another_command_on_the_same_reservation() throws Exception {
        HttpResponse<String> first = answered("reserve", Answer.HELD);
        ChannelEvent firstCommand = lastCommand(ingest);
        HttpResponse<String> second = answered("reserve", Answer.HELD);
        ChannelEvent secondCommand = lastCommand(ingest);

        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(secondCommand.reservation().requestId())
                .isNotEqualTo(firstCommand.reservation().requestId());
        assertThat(secondCommand.reservation().reservationId())
                .isEqualTo(firstCommand.reservation().reservationId());
        assertThat(secondCommand.reservation().fingerprint())
                .isEqualTo(firstCommand.reservation().fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "/reservations, Bearer wrong, application/json, 401",
        "/reservations, Bearer other, application/json, 401",
        "/reservations, Bearer token-of-example, text/plain, 415",
        "/reservations/7/confirm, Bearer other, application/json, 401",
        "/reservations/7/release, Bearer other, application/json, 401"
    })
    void the_token_and_the_type_come_before_the_rest(String path, String authorization, String type, int status)
            throws Exception {
        HttpRequest.Builder request = ingest.post(path, "not even json")
                .setHeader("Authorization", authorization)
                .setHeader("Content-Type", type);

        assertThat(ingest.send(request).statusCode()).isEqualTo(status);
        assertThat(ingest.producer().history()).isEmpty();
    }

    @Test
    void all_that_breaks_a_rule_is_named_and_nothing_is_sent() throws Exception {
        String request = cart("cart/1")
                .replace("900", "0")
                .replace("\"quantity\":2", "\"quantity\":-2")
                .replace("\"locationId\":\"7\"", "\"locationId\":7");

        HttpResponse<String> answer = ingest.send(ingest.post("/reservations", request));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "urn:stocktide:problem:invalid-reservation",
                        "/idempotencyKey",
                        "/ttlSeconds",
                        "/lines/0/quantity",
                        "/lines/1/locationId")
                .doesNotContain("cart/1");
        assertThat(ingest.producer().history()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7d1f9a36-7a11-4d3f-9a67", "7d1f9a36-7a11-4d3f-9a67-3f2f5f6f0b11x", "%2e%2e"})
    void an_id_that_is_no_uuid_is_a_400(String id) throws Exception {
        HttpResponse<String> answer = ingest.send(ingest.post("/reservations/" + id + "/confirm", ""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ingest.producer().history()).isEmpty();
    }

    @Test
    void an_id_may_be_in_capitals() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                ingest.sendUntilProduced(ingest.post("/reservations/" + ID.toUpperCase(Locale.ROOT) + "/confirm", ""));
        assertThat(lastCommand(ingest).reservation().reservationId()).isEqualTo(ID);
        reply(ingest, Answer.CONFIRMED);

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void more_than_256_kibibytes_are_a_413() throws Exception {
        HttpRequest.Builder request = ingest.post("/reservations", cart("k") + " ".repeat(256 * 1024));

        assertThat(ingest.send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void each_outcome_is_counted_by_command_and_each_answer_timed() throws Exception {
        answered("reserve", Answer.HELD);
        answered("reserve", Answer.SHORT);
        answered("confirm", Answer.EXPIRED);

        String counter = "stocktide_reservation_commands_total";
        assertThat(ingest.metric(counter + "{command=\"reserve\",outcome=\"accepted\"}"))
                .isEqualTo(1);
        assertThat(ingest.metric(counter + "{command=\"reserve\",outcome=\"reservation_refused\"}"))
                .isEqualTo(1);
        assertThat(ingest.metric(counter + "{command=\"confirm\",outcome=\"reservation_expired\"}"))
                .isEqualTo(1);
        assertThat(ingest.metric("stocktide_reservation_latency_seconds_count{answer=\"short\"}"))
                .isEqualTo(1);
        assertThat(ingest.metric("stocktide_ack_seconds_count{input=\"reservation\"}"))
                .isEqualTo(3);
    }

    private HttpResponse<String> answered(String command, Answer answer) throws Exception {
        CompletableFuture<HttpResponse<String>> answered =
                ingest.sendUntilProduced(ReservationFixture.request(ingest, command));
        reply(ingest, answer);
        assertThat(answered).succeedsWithin(Duration.ofSeconds(10));
        return answered.get();
    }
}
