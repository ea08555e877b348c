package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadClientTest {
    private static final int BODY_BYTES = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** Answers what is read from a connection. */
    private interface Server {
        void answer(Socket socket, String body) throws IOException;
    }

    private void serve(Server answering) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> answerAll(socket, answering));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void answerAll(Socket socket, Server answering) {
        try (socket) {
            while (!socket.isClosed()) {
                answering.answer(socket, bodyOf(socket.getInputStream()));
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static String bodyOf(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        return new String(in.readNBytes(BODY_BYTES), StandardCharsets.ISO_8859_1);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private void postAll(int connections, List<String> bodies) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/webhooks");
        CountDownLatch left = new CountDownLatch(bodies.size());
        try (LoadClient client = new LoadClient(url, connections)) {
            for (String body : bodies) {
                client.post(url, body.getBytes(StandardCharsets.ISO_8859_1), "", (status, answer) -> {
                    answers.put(body, status + " " + new String(answer, StandardCharsets.ISO_8859_1));
                    left.countDown();
                });
            }
            assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void each_answer_comes_to_whoever_asked_also_where_more_ask_than_there_are_connections() throws Exception {
        serve((socket, body) -> write(socket, "HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\n" + body));

        postAll(2, List.of("aaaa", "bbbb", "cccc", "dddd", "eeee"));

        assertThat(answers)
                .containsOnlyKeys("aaaa", "bbbb", "cccc", "dddd", "eeee")
                .allSatisfy((body, answer) -> assertThat(answer).isEqualTo("202 " + body));
    }

    @Test
    void an_answer_that_comes_in_parts_is_one_answer() throws Exception {
        serve((socket, body) -> {
            for (String part : List.of("HTTP/1.1 200 OK\r\ncontent-le", "ngth: 2\r\n\r", "\nO", "K")) {
                write(socket, part);
            }
        });

        postAll(1, List.of("aaaa", "bbbb"));

        assertThat(answers).containsEntry("aaaa", "200 OK").containsEntry("bbbb", "200 OK");
    }

    @Test
    void a_connection_that_the_server_closes_has_no_answer_and_is_opened_anew() throws Exception {
        serve((socket, body) -> {
            if (body.equals("aaaa")) {
                socket.close();
            } else {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        });

        postAll(1, List.of("aaaa", "bbbb"));

        assertThat(answers).containsEntry("aaaa", "0 ").containsEntry("bbbb", "200 ");
    }

    @Test
    void an_answer_larger_than_there_is_room_for_is_none() throws Exception {
        serve((socket, body) -> {
            String large = "x".repeat(body.equals("aaaa") ? 100_000 : 0);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large);
        });

        postAll(1, List.of("aaaa", "bbbb"));

        assertThat(answers).containsEntry("aaaa", "0 ").containsEntry("bbbb", "200 ");
    }
}
