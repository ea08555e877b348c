package io.stocktide.bench.peers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import redis.clients.jedis.RedisClient;

/** A redis-server of its own on a free port. Skips the test where none is installed. */
final class RedisServer implements AutoCloseable {
    private final Process process;
    private final URI url;

    private RedisServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static RedisServer start(Path dir) throws IOException {
        int port = freePort();
        ProcessBuilder server = new ProcessBuilder(
                "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", dir.toString());
        server.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new RedisServer(started(server), URI.create("redis://127.0.0.1:" + port)).awaited();
    }

    URI url() {
        return url;
    }

    RedisClient client() {
        return RedisClient.create(url);
    }

    private RedisServer awaited() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (RedisClient client = client()) {
                return client.ping().equals("PONG");
            }
        });
        return this;
    }

    private static Process started(ProcessBuilder server) {
        try {
            return server.start();
        } catch (IOException e) {
            return Assumptions.abort("no redis-server is installed (Debian: redis-server): " + e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
