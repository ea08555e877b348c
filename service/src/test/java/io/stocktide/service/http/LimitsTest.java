package io.stocktide.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By hand, since an HTTP client would not send most of this. */
class LimitsTest {
    private final TestServer server = new TestServer(routes -> routes.get("/a/{b}", ctx -> ctx.result("ok")));

    @AfterEach
    void stop() {
        server.close();
    }

    private String send(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.http().port())) {
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + String.join("\r\n", headers);
    }

    @Test
    void headers_beyond_the_limit_are_a_431() throws Exception {
        assertThat(send(get("/a/b", "X-Some: " + "x".repeat(15_000)))).startsWith("HTTP/1.1 200");
        assertThat(send(get("/a/b", "X-Some: " + "x".repeat(17_000)))).startsWith("HTTP/1.1 431");
    }

    @Test
    void a_path_beyond_the_limit_is_a_414() throws Exception {
        assertThat(send(get("/a/" + "b".repeat(15_000)))).startsWith("HTTP/1.1 200");
        assertThat(send(get("/a/" + "b".repeat(17_000)))).startsWith("HTTP/1.1 414");
    }

    @Test
    void what_no_route_ever_sees_is_a_problem_too_and_ends_its_connection() throws Exception {
        String answer = send("GET /a/%00 HTTP/1.1\r\nHost: localhost");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .endsWith("{\"type\":\"urn:stocktide:problem:http-400\",\"title\":\"Bad Request\",\"status\":400}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/a/%zz", "/a/%", "/a/%00", "/a/%ff", "/a/b?c=%zz", "/../../etc", "/a/..;/b", "no-slash", "*"})
    void a_path_that_is_none_is_a_refusal_and_no_fault_of_ours(String target) throws Exception {
        String answer = send(get(target));

        assertThat(answer).matches("(?s)HTTP/1.1 (200|4\\d\\d) .*");
        assertThat(answer).doesNotContain("Exception", "\tat ", "Jetty");
    }
}
