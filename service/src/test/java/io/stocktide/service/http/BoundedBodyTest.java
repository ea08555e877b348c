package io.stocktide.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBodyTest {
    private static final int MAX_BYTES = 100_000;

    private final AtomicReference<byte[]> received = new AtomicReference<>();
    private final TestServer server = new TestServer(routes -> {
        routes.post("/", ctx -> received.set(BoundedBody.read(ctx, MAX_BYTES)));
        routes.post("/late", ctx -> received.set(BoundedBody.read(ctx, MAX_BYTES, Duration.ZERO)));
    });

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, MAX_BYTES - 1, MAX_BYTES})
    void a_body_up_to_the_limit_comes_byte_for_byte(int size) throws Exception {
        byte[] body = bytes(size);

        assertThat(post(BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(200);
        assertThat(received.getAndSet(null)).isEqualTo(body);
        assertThat(post(chunked(body)).statusCode()).isEqualTo(200);
        assertThat(received.get()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES + 1, 2 * MAX_BYTES})
    void one_byte_more_is_a_413_however_it_is_sent(int size) throws Exception {
        assertThat(post(BodyPublishers.ofByteArray(bytes(size))).statusCode()).isEqualTo(413);
        assertThat(post(chunked(bytes(size))).statusCode()).isEqualTo(413);
        assertThat(received.get()).isNull();
    }

    /** By hand: an HTTP client may send its body before it has the answer, or drop the answer with the connection. */
    @Test
    void who_asks_before_sending_too_much_is_told_at_once() throws Exception {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + 2 * MAX_BYTES
                + "\r\nExpect: 100-continue\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.http().port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_body_that_takes_too_long_is_a_408() throws Exception {
        assertThat(server.send(server.request("/late").POST(BodyPublishers.ofByteArray(bytes(10))))
                        .statusCode())
                .isEqualTo(408);
        assertThat(received.get()).isNull();
    }

    private HttpResponse<String> post(BodyPublisher body) throws Exception {
        return server.send(server.request("/").POST(body));
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
