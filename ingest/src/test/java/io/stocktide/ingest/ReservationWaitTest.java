package io.stocktide.ingest;

import static io.stocktide.ingest.IngestFixture.LOOPBACK;
import static io.stocktide.ingest.ReservationFixture.awaitFollowing;
import static io.stocktide.ingest.ReservationFixture.lastCommand;
import static io.stocktide.ingest.ReservationFixture.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.value.ReservationReply.Answer;
import io.stocktide.service.http.HttpSettings;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReservationWaitTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_reservation_is_answered_only_once_it_is_decided() throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, LONG, 10))) {
            CompletableFuture<HttpResponse<String>> answer = reserve(ingest);
            ingest.producer().completeNext();
            await().until(() -> ingest.metric("stocktide_ack_seconds_count{input=\"reservation\"}") == 1);
            assertThat(answer).isNotDone();

            reply(ingest, Answer.HELD);

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void a_reply_that_comes_before_the_ack_is_not_missed() throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, LONG, 10))) {
            CompletableFuture<HttpResponse<String>> answer = reserve(ingest);

            reply(ingest, Answer.HELD);

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            ingest.producer().completeNext();
        }
    }

    @Test
    void a_reply_that_comes_while_the_command_is_being_sent_is_not_missed() throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, LONG, 10))) {
            ingest.onceSent(record -> {
                reply(ingest, ReservationFixture.command(record).reservation().requestId(), Answer.HELD);
                ingest.replies().awaitTaken();
            });

            assertThat(reserve(ingest).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void each_request_takes_its_own_reply_and_no_other() throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, LONG, 10))) {
            CompletableFuture<HttpResponse<String>> first = reserve(ingest);
            String firstId = lastCommand(ingest).reservation().requestId();
            CompletableFuture<HttpResponse<String>> second = reserve(ingest);

            reply(ingest, UUID.randomUUID().toString(), Answer.UNKNOWN);
            reply(ingest, null, Answer.EXPIRED);
            ingest.replies().write(1, "no-shop", "not even json".getBytes(StandardCharsets.UTF_8));
            ingest.replies().write(1, "a-shop/reservation/r", "null".getBytes(StandardCharsets.UTF_8));
            ingest.replies().write(1, "a-shop/reservation/r", null);
            reply(ingest, Answer.SHORT);

            assertThat(second.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
            assertThat(first).isNotDone();
            reply(ingest, firstId, Answer.HELD);
            assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void a_decision_that_does_not_come_in_time_is_a_503_that_says_how_to_learn_it_and_nothing_is_left()
            throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, SHORT, 1))) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = reserve(ingest).get(10, TimeUnit.SECONDS);

                unavailable(answer, "outcome-unknown");
                assertThat(answer.body()).contains("same idempotency key");
                reply(ingest, Answer.HELD);
            }
            assertThat(ingest.metric("stocktide_reservation_waiting")).isZero();
            assertThat(ingest.metric("stocktide_reservation_latency_seconds_count{answer=\"none\"}"))
                    .isEqualTo(3);
        }
    }

    @Test
    void a_command_that_kafka_does_not_take_waits_for_nothing() throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, LONG, 1))) {
            CompletableFuture<HttpResponse<String>> away = reserve(ingest);
            ingest.producer().errorNext(new TimeoutException("away"));
            unavailable(away.get(10, TimeUnit.SECONDS), "kafka-silent");

            ingest.producer().sendException = new BufferExhaustedException("full");
            HttpResponse<String> full = ingest.send(ReservationFixture.request(ingest, "reserve"));

            assertThat(full.statusCode()).isEqualTo(429);
            assertThat(ingest.metric("stocktide_reservation_waiting")).isZero();
        }
    }

    @Test
    void reservations_that_wait_are_bounded_and_take_no_place_from_a_webhook() throws Exception {
        try (IngestFixture ingest = following(settings(LOOPBACK, LONG, 2))) {
            CompletableFuture<HttpResponse<String>> first = reserve(ingest);
            String firstId = lastCommand(ingest).reservation().requestId();
            CompletableFuture<HttpResponse<String>> second = reserve(ingest);
            String secondId = lastCommand(ingest).reservation().requestId();
            assertThat(ingest.metric("stocktide_reservation_waiting")).isEqualTo(2);

            HttpResponse<String> oneMore = ingest.send(ReservationFixture.request(ingest, "confirm"));
            CompletableFuture<HttpResponse<String>> webhook = ingest.sendUntilProduced(ingest.webhook(BODY));
            while (ingest.producer().completeNext()) {}

            assertThat(oneMore.statusCode()).isEqualTo(429);
            assertThat(webhook.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            reply(ingest, firstId, Answer.HELD);
            reply(ingest, secondId, Answer.HELD);
            assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(second.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void without_its_topic_only_reservations_are_refused_and_nothing_of_them_is_sent() throws Exception {
        RepliesTopic replies = RepliesTopic.of(0);
        try (IngestFixture ingest = IngestFixture.over(replies, IngestFixture.SETTINGS)) {
            await().until(() -> readiness(ingest).contains("no topic replies"));

            unavailable(ingest.send(ReservationFixture.request(ingest, "reserve")), "no-replies");
            assertThat(ingest.producer().history()).isEmpty();
            assertThat(ingest.send(ingest.webhook(BODY)).statusCode()).isEqualTo(200);
            assertThat(ingest.send(ingest.event(ChannelEventRouteTest.sale("k")))
                            .statusCode())
                    .isEqualTo(202);

            replies.growTo(IngestFixture.PARTITIONS);
            awaitFollowing(ingest);
            CompletableFuture<HttpResponse<String>> answer = reserve(ingest);
            reply(ingest, Answer.HELD);
            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void a_stop_lets_a_reservation_have_its_answer() throws Exception {
        IngestFixture ingest = following(settings(LOOPBACK, LONG, 10));
        CompletableFuture<HttpResponse<String>> answer = reserve(ingest);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(ingest::close);
        reply(ingest, Answer.HELD);

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        stop.get(10, TimeUnit.SECONDS);
        assertThat(ingest.replies().closed()).isTrue();
    }

    @Test
    void a_stop_tells_a_reservation_that_is_not_decided_within_half_the_grace() throws Exception {
        HttpSettings brief = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(2));
        IngestFixture ingest = following(settings(brief, LONG, 10));
        CompletableFuture<HttpResponse<String>> answer = reserve(ingest);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(ingest::close);

        unavailable(answer.get(5, TimeUnit.SECONDS), "outcome-unknown");
        stop.get(10, TimeUnit.SECONDS);
        assertThat(ingest.replies().closed()).isTrue();
    }

    private static IngestSettings settings(HttpSettings http, Duration replyTimeout, int maxInFlight) {
        return IngestFixture.settings(http, LONG, replyTimeout, maxInFlight);
    }

    private static IngestFixture following(IngestSettings settings) {
        IngestFixture ingest = IngestFixture.thatAcksWhenTold(settings);
        awaitFollowing(ingest);
        return ingest;
    }

    private static CompletableFuture<HttpResponse<String>> reserve(IngestFixture ingest) {
        return ingest.sendUntilProduced(ReservationFixture.request(ingest, "reserve"));
    }

    private static String readiness(IngestFixture ingest) throws Exception {
        return ingest.send(ingest.request("/readyz")).body();
    }

    private static void unavailable(HttpResponse<String> answer, String slug) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:stocktide:problem:" + slug);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
