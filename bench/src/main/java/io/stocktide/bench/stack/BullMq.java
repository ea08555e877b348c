package io.stocktide.bench.stack;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Ports;
import io.stocktide.bench.process.Waiting;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Fastify, BullMQ and Redis, as {@code bench/peers/bullmq} has them. */
final class BullMq {
    /** Lets sales in. */
    static final String TOKEN = "bench-token-of-no-shop";

    private static final Duration TO_START = Duration.ofSeconds(30);

    private final Path home;
    private final Path dir;
    private final NodePeer node;
    private final int redisPort = Ports.free();

    BullMq(Path home, Path dir) {
        this.home = home;
        this.dir = dir;
        this.node = new NodePeer(home, "bullmq");
    }

    URI redisUrl() {
        return URI.create("redis://127.0.0.1:" + redisPort);
    }

    Child redis() throws Exception {
        Path data = Files.createDirectories(dir.resolve("redis"));
        String config = home.resolve("bench/peers/redis.conf").toString();
        Child redis = Child.start(
                "redis",
                dir,
                Map.of(),
                List.of("redis-server", config, "--port", Integer.toString(redisPort), "--dir", data.toString()));
        try {
            Waiting.until(TO_START, "Redis", () -> redis.hasSaid("Ready to accept connections"));
            return redis;
        } catch (Exception e) {
            redis.close();
            throw e;
        }
    }

    Child server(int port) throws Exception {
        return node.start(
                "server.mjs",
                "server",
                dir,
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "WEBHOOK_SECRET",
                        Webhooks.SECRET,
                        "TOKEN",
                        TOKEN,
                        "REDIS_URL",
                        redisUrl().toString()));
    }

    /** @param announces whether it publishes each job that is done */
    Child worker(boolean announces) throws Exception {
        return node.start(
                "worker.mjs",
                "worker",
                dir,
                Map.of("REDIS_URL", redisUrl().toString(), "ANNOUNCE", announces ? "1" : "0"));
    }
}
