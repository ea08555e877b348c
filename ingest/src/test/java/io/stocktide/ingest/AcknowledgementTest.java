package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void a_webhook_is_answered_only_after_kafka_has_it() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold()) {
            CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.webhook(BODY));
            assertThat(answer).isNotDone();
            assertThat(ingest.metric("stocktide_ingest_in_flight")).isEqualTo(1);

            ingest.producer().completeNext();

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_kafka_that_does_not_answer_in_time_is_a_503_and_a_late_ack_does_no_harm() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold(IngestFixture.settings(SHORT, 1))) {
            retryable(ingest, ingest.webhook(BODY), 503, "kafka-silent");

            ingest.producer().completeNext();
            CompletableFuture<HttpResponse<String>> next = ingest.sendUntilProduced(ingest.webhook(BODY));
            ingest.producer().completeNext();

            assertThat(next.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_full_buffer_is_a_429() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold()) {
            fails(ingest, new BufferExhaustedException("full"), 429, "buffer-full");
        }
    }

    @Test
    void what_kafka_says_when_it_is_away_or_short_of_replicas_is_a_503() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold()) {
            fails(ingest, new TimeoutException("topic not present in metadata"), 503, "kafka-silent");
            fails(ingest, new NotEnoughReplicasException("1 of 2"), 503, "kafka-silent");
            fails(ingest, new TopicAuthorizationException("webhooks"), 503, "kafka-refused");
        }
    }

    @Test
    void a_record_that_the_topic_never_takes_is_a_413() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold()) {
            CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.webhook(BODY));
            ingest.producer().errorNext(new RecordTooLargeException("1 MiB"));

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(413);
            assertThat(answer.get().headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @Test
    void a_send_that_throws_is_a_503() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold()) {
            ingest.producer().sendException = new IllegalStateException("closed");

            retryable(ingest, ingest.webhook(BODY), 503, "kafka-refused");
        }
    }

    @Test
    void one_request_more_than_may_be_under_way_is_a_429_at_once() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold(IngestFixture.settings(Duration.ofSeconds(20), 1))) {
            CompletableFuture<HttpResponse<String>> first = ingest.sendUntilProduced(ingest.webhook(BODY));

            retryable(ingest, ingest.webhook(BODY), 429, "busy");
            assertThat(ingest.producer().history()).hasSize(1);
            ingest.producer().completeNext();

            assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            await().until(() -> ingest.metric("stocktide_ingest_in_flight") == 0);
        }
    }

    @Test
    void a_refused_request_is_under_way_no_longer() throws Exception {
        try (IngestFixture ingest = IngestFixture.thatAcksWhenTold(IngestFixture.settings(SHORT, 1))) {
            for (int i = 0; i < 3; i++) {
                HttpRequest.Builder nameless = ingest.request("/webhooks").POST(HttpRequest.BodyPublishers.noBody());
                assertThat(ingest.send(nameless).statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void a_stop_lets_a_request_under_way_have_its_answer_and_takes_no_new_one() throws Exception {
        IngestFixture ingest = IngestFixture.thatAcksWhenTold();
        int port = ingest.service().port();
        CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.webhook(BODY));

        CompletableFuture<Void> stop = CompletableFuture.runAsync(ingest::close);
        await().until(() -> refusesConnections(port));
        assertThat(answer).isNotDone();
        assertThat(ingest.producer().closed()).isFalse();
        ingest.producer().completeNext();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stop.get(10, TimeUnit.SECONDS);
        assertThat(ingest.producer().closed()).isTrue();
    }

    @Test
    void a_stop_while_kafka_is_silent_ends_within_the_grace() throws Exception {
        IngestFixture ingest = IngestFixture.thatAcksWhenTold(IngestFixture.settings(SHORT, 10));
        CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.webhook(BODY));

        CompletableFuture.runAsync(ingest::close).get(10, TimeUnit.SECONDS);

        // Never a 200 for what Kafka does not have: a 503, or a connection that went with the service.
        assertThat(answer.handle((given, lost) -> lost != null || given.statusCode() == 503)
                        .get(1, TimeUnit.SECONDS))
                .isTrue();
    }

    private static void fails(IngestFixture ingest, RuntimeException failure, int status, String slug)
            throws Exception {
        CompletableFuture<HttpResponse<String>> answer = ingest.sendUntilProduced(ingest.webhook(BODY));
        ingest.producer().errorNext(failure);
        retryable(answer.get(10, TimeUnit.SECONDS), status, slug);
    }

    private static void retryable(IngestFixture ingest, HttpRequest.Builder request, int status, String slug)
            throws Exception {
        retryable(ingest.send(request), status, slug);
    }

    private static void retryable(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:stocktide:problem:" + slug);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
