package io.stocktide.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulStopTest {
    @Test
    void a_request_under_way_has_its_answer_while_new_connections_are_refused() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<String> result = new CompletableFuture<>();
        TestServer server = new TestServer(routes -> routes.get("/slow", ctx -> {
            ctx.future(() -> result.thenAccept(ctx::result));
            arrived.countDown();
        }));
        int port = server.http().port();
        CompletableFuture<HttpResponse<String>> answer = server.sendAsync(server.request("/slow"));
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
        await().until(() -> refusesConnections(port));
        assertThat(answer).isNotDone();
        assertThat(stop).isNotDone();
        // Longer than an idle connection may live during a stop.
        result.completeOnTimeout("finished", 500, TimeUnit.MILLISECONDS);

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(answer.get().body()).isEqualTo("finished");
        stop.get(10, TimeUnit.SECONDS);
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
